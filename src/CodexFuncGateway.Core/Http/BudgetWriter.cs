using System.Text.Json;
using CodexFuncGateway.Budgets;

namespace CodexFuncGateway.Http;

/// <summary>Writes a budget and how it stands.</summary>
internal static class BudgetWriter
{
    private const decimal NanoUsdPerUsd = 1e9m;

    public static void WriteStanding(Utf8JsonWriter json, BudgetStanding standing, bool showsSpent)
    {
        json.WriteStartObject();
        WriteDefinition(json, standing.Budget);
        if (showsSpent)
        {
            json.WriteNumber("spent_usd"u8, standing.SpentNanoUsd / NanoUsdPerUsd);
        }

        json.WriteNumber("left_usd"u8, standing.LeftNanoUsd / NanoUsdPerUsd);
        if (standing.Period.End is { } end)
        {
            json.WriteNumber("resets_at"u8, end.ToUnixTimeSeconds());
        }
        else
        {
            json.WriteNull("resets_at"u8);
        }

        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, Budget budget)
    {
        json.WriteStartObject();
        WriteDefinition(json, budget);
        json.WriteEndObject();
    }

    private static void WriteDefinition(Utf8JsonWriter json, Budget budget)
    {
        json.WriteString("id"u8, budget.Id);
        json.WriteString("scope"u8, budget.Scope.ToString().ToLowerInvariant());
        json.WriteString("value"u8, budget.Value);
        json.WriteString("period"u8, budget.Period.ToString().ToLowerInvariant());
        json.WriteNumber("limit_usd"u8, budget.LimitNanoUsd / NanoUsdPerUsd);
        json.WriteString("source"u8, budget.IsConfigured ? "settings" : "stored");
        if (!budget.IsConfigured)
        {
            json.WriteNumber("effective_from"u8, budget.EffectiveFrom.ToUnixTimeSeconds());
        }
    }
}
