using System.Buffers;
using System.Text;
using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Costs;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http.Administration.Costs;

/// <summary>
/// Costs in the columns of FOCUS 1.2 (<see href="https://focus.finops.org/"/>), which tools for cloud costs read: a charge for each day and whatever can
/// be told apart. What FOCUS has no column for stands in columns of our own, named <c>x_…</c> as it demands.
/// </summary>
internal sealed class FocusCsv(ProviderCatalog catalog, CostQuery query)
{
    private const string Currency = "USD";

    private static readonly string[] Columns =
    [
        "BilledCost", "BillingAccountId", "BillingAccountName", "BillingCurrency", "BillingPeriodStart", "BillingPeriodEnd",
        "ChargeCategory", "ChargeClass", "ChargeDescription", "ChargeFrequency", "ChargePeriodStart", "ChargePeriodEnd",
        "ConsumedQuantity", "ConsumedUnit", "ContractedCost", "EffectiveCost", "InvoiceIssuerName", "ListCost",
        "PricingCategory", "PricingQuantity", "PricingUnit", "ProviderName", "PublisherName", "ResourceId", "ResourceType",
        "ServiceCategory", "ServiceName", "ServiceSubcategory", "SkuId", "SkuPriceId", "SubAccountId", "SubAccountName", "Tags",
        "x_User", "x_ModelAsked", .. CostFields.Counts.Select(field => $"x_{field.Name}"),
    ];

    private readonly Dictionary<string, string> providers = catalog.Providers.ToDictionary(provider => provider.Name, provider => provider.DisplayName ?? provider.Name);

    public async Task WriteAsync(HttpContext context, IAsyncEnumerable<DayCells> days)
    {
        var csv = CsvReply.Start(context, "focus.csv");
        await csv.WriteAsync(Columns);
        await foreach (var day in days)
        {
            foreach (var cell in day.Cells)
            {
                await csv.WriteAsync(Charge(day.Day, cell));
            }
        }

        await csv.EndAsync();
    }

    private object?[] Charge(DateTimeOffset day, CostCell cell)
    {
        var (who, sums) = (cell.Dimensions, cell.Sums);
        var (cost, tokens) = (CostFields.Usd(sums.CostNanoUsd), sums.Usage.TotalTokens);
        var provider = providers.GetValueOrDefault(who.Provider ?? "") ?? who.Provider ?? "unknown";
        var month = new DateTimeOffset(day.Year, day.Month, 1, 0, 0, 0, TimeSpan.Zero);
        var sku = $"{who.Provider}/{who.ModelServed}";
        return
        [
            cost, who.Provider ?? "unknown", provider, Currency, CostFields.Time(month), CostFields.Time(month.AddMonths(1)),
            "Usage", null, $"Tokens of {sku}", "Usage-Based", CostFields.Time(Later(day, query.From)), CostFields.Time(Earlier(day.AddDays(1), query.Until)),
            tokens, "Tokens", cost, cost, provider, cost,
            "Standard", tokens, "Tokens", provider, provider, who.KeyId, "Virtual key",
            "AI and Machine Learning", who.ModelServed, "Generative AI", sku, sku, who.Team, who.Team, Tags(who),
            who.User, who.ModelAsked, .. CostFields.Counts.Select(field => (object?)field.Count(sums)),
        ];
    }

    /// <summary>A tag that is written <c>name=value</c> or <c>name:value</c> has a value; FOCUS wants <c>true</c> for one that has none.</summary>
    private static string? Tags(CostDimensions who)
    {
        if (who.Tags is null)
        {
            return null;
        }

        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        foreach (var tag in who.TagList().DistinctBy(Name))
        {
            if (Name(tag) is var name && name.Length < tag.Length)
            {
                json.WriteString(name, tag[(name.Length + 1)..]);
            }
            else
            {
                json.WriteBoolean(name, true);
            }
        }

        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static string Name(string tag) => tag.IndexOfAny(['=', ':']) is > 0 and var end ? tag[..end] : tag;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
