using System.Globalization;
using System.Text.Json;
using CodexFuncGateway.Catalog;

namespace CodexFuncGateway.Http.Administration;

/// <summary>A dated price as JSON, in USD per million tokens and, for fees, per thousand.</summary>
internal static class PriceJson
{
    public static void Write(Utf8JsonWriter json, ModelPrice price)
    {
        json.WriteStartObject();
        json.WriteString("from", price.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("source", price.Source);
        json.WriteString("version", price.Version);
        json.WriteBoolean("disputed", price.Disputed);
        WriteRates(json, price.Rates, price.LongContext);
        json.WriteStartObject("tiers");
        foreach (var (name, tier) in price.Tiers)
        {
            json.WriteStartObject(name);
            WriteRates(json, tier.Rates, tier.LongContext);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("fees");
        json.WriteNumber("per_thousand_requests", price.Fees.PerThousandRequests);
        json.WriteNumber("per_thousand_searches", price.Fees.PerThousandSearches);
        json.WriteNumber("per_thousand_searching_requests", price.Fees.PerThousandSearchingRequests);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRates(Utf8JsonWriter json, PriceRates rates, IReadOnlyList<LongContextRates> longContext)
    {
        WriteRates(json, rates);
        json.WriteStartArray("long_context");
        foreach (var step in longContext)
        {
            json.WriteStartObject();
            json.WriteNumber("above_prompt_tokens", step.AbovePromptTokens);
            WriteRates(json, step.Rates);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>With the rates that are charged where the data state none: those of input.</summary>
    private static void WriteRates(Utf8JsonWriter json, PriceRates rates)
    {
        json.WriteStartObject("rates");
        json.WriteNumber("input", rates.Input);
        json.WriteNumber("output", rates.Output);
        json.WriteNumber("cache_read", rates.CacheRead ?? rates.Input);
        json.WriteNumber("cache_write_5m", rates.CacheWrite5m ?? rates.Input);
        json.WriteNumber("cache_write_1h", rates.CacheWrite1h ?? rates.Input);
        json.WriteEndObject();
    }
}
