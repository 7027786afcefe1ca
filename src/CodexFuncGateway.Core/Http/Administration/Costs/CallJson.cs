using System.Globalization;
using System.Text.Json;
using CodexFuncGateway.Costs;
using CodexFuncGateway.Ledger;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http.Administration.Costs;

/// <summary>A page of single calls as JSON.</summary>
internal static class CallJson
{
    public static void Write(Utf8JsonWriter json, CallPage page, IQueryCollection question)
    {
        json.WriteStartObject();
        json.WriteStartArray("requests");
        foreach (var call in page.Calls)
        {
            Write(json, call);
        }

        json.WriteEndArray();
        json.WriteString("next", page.Next is { } next ? CallCursor.Write(next, question) : null);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LedgerEntry call)
    {
        json.WriteStartObject();
        json.WriteString("request_id", call.RequestId);
        json.WriteString("started_at", call.StartedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        WriteWho(json, call);
        json.WriteString("outcome", QueryParameters.Written(call.Outcome));
        WriteNumber(json, "status", call.Status);
        WriteNumber(json, "first_token_ms", call.FirstTokenMs);
        WriteNumber(json, "duration_ms", call.DurationMs);
        var sums = CostSums.Of(call);
        foreach (var (name, count) in CostFields.Counts.Where(field => !field.Name.EndsWith("requests", StringComparison.Ordinal)))
        {
            json.WriteNumber(name, count(sums));
        }

        json.WriteString("cost_usd", CostFields.Usd(call.CostNanoUsd));
        json.WriteBoolean("is_estimate", call.IsEstimate);
        json.WriteString("price_version", call.PriceVersion);
        json.WriteEndObject();
    }

    private static void WriteWho(Utf8JsonWriter json, LedgerEntry call)
    {
        json.WriteString("key", call.KeyId);
        json.WriteString("user", call.User);
        json.WriteString("team", call.Team);
        json.WriteStartArray("tags");
        foreach (var tag in call.Tags)
        {
            json.WriteStringValue(tag);
        }

        json.WriteEndArray();
        json.WriteString("session", call.SessionId);
        json.WriteString("model_asked", call.ModelAsked);
        json.WriteString("provider", call.Provider);
        json.WriteString("model", call.ModelServed);
        json.WriteString("service_tier_asked", call.ServiceTierAsked);
        json.WriteString("service_tier_served", call.ServiceTierServed);
        json.WriteString("upstream_request_id", call.UpstreamRequestId);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
