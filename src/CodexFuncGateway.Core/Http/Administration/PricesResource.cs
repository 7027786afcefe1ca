using System.Globalization;
using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http.Administration;

/// <summary><c>/gateway/v1/prices</c>: what models cost today and, where asked for, what they cost before.</summary>
internal sealed class PricesResource(ProviderCatalog catalog, TimeProvider timeProvider) : AdministrationResource
{
    public override string Name => "prices";

    public override Rights Needed(string method) => Rights.ReadCosts;

    public override Task HandleAsync(HttpContext context, Administrator administrator, string rest)
    {
        OnlyReading(context);
        if (rest.Length > 0)
        {
            throw new GatewayException(ErrorKind.NotFound, "There is nothing at this path. Ask for one model as /gateway/v1/prices?model=provider/model.");
        }

        var parameters = new QueryParameters(context.Request.Query);
        var (models, providers) = (parameters.Many("model"), parameters.Many("provider"));
        var withHistory = parameters.Flag("history");
        parameters.RefuseOthers();
        var offers = (models.Count == 0 ? catalog.Offers : models.Select(Find)).Where(offer => providers.Count == 0 || providers.Contains(offer.Provider.Name));
        return JsonReply.WriteAsync(context, StatusCodes.Status200OK, json => Write(json, offers, withHistory));
    }

    private ModelOffer Find(string name) => catalog.Find(name) ?? throw new GatewayException(new GatewayError(
        ErrorKind.ModelNotFound, $"The catalog has no model named '{name}'.")
    { Param = "model" });

    private void Write(Utf8JsonWriter json, IEnumerable<ModelOffer> offers, bool withHistory)
    {
        var today = DateOnly.FromDateTime(timeProvider.GetUtcNow().UtcDateTime);
        json.WriteStartObject();
        json.WriteString("day", today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("currency", "USD");
        json.WriteStartArray("prices");
        foreach (var offer in offers)
        {
            Write(json, offer, today, withHistory);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ModelOffer offer, DateOnly today, bool withHistory)
    {
        json.WriteStartObject();
        json.WriteString("model", offer.Name);
        json.WriteString("provider", offer.Provider.Name);
        json.WritePropertyName("price");
        if (offer.PriceOn(today) is { } price)
        {
            PriceJson.Write(json, price);
        }
        else
        {
            json.WriteNullValue();
        }

        if (withHistory)
        {
            json.WriteStartArray("history");
            foreach (var row in offer.Model.Prices)
            {
                PriceJson.Write(json, row);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
