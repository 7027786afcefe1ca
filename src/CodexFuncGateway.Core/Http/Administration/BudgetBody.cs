using System.Text.Json;
using CodexFuncGateway.Budgets;
using CodexFuncGateway.Errors;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http.Administration;

/// <summary>Reads a budget out of a request, strictly: a field that nobody knows would be a limit that nobody holds.</summary>
internal static class BudgetBody
{
    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["Id"] = "id", ["Scope"] = "scope", ["Value"] = "value", ["Period"] = "period", ["LimitUsd"] = "limit_usd",
    };

    /// <param name="request">The request.</param>
    /// <param name="idOfPath">The id that the path names; null where it names none.</param>
    /// <param name="newId">An id for a budget that brings none.</param>
    /// <returns>The budget, yet without a pool.</returns>
    public static async Task<Budget> ReadAsync(HttpRequest request, string? idOfPath, string newId)
    {
        var root = await AdministrationBody.ReadAsync(request, request.HttpContext.RequestAborted);
        foreach (var property in root.EnumerateObject())
        {
            if (!Fields.ContainsValue(property.Name))
            {
                throw Wrong(property.Name, $"A budget has the fields {string.Join(", ", Fields.Values)}.");
            }
        }

        var id = Text(root, "id") ?? idOfPath ?? newId;
        if (idOfPath is not null && id != idOfPath)
        {
            throw Wrong("id", "The id is not the one in the path.");
        }

        var (budget, problem) = BudgetRules.Read(id, Text(root, "scope"), Text(root, "value"), Text(root, "period"), Number(root, "limit_usd"));
        return problem is { } wrong ? throw Wrong(Fields[wrong.Field], wrong.Reason) : budget!;
    }

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
        ? value.ValueKind == JsonValueKind.String ? value.GetString() : throw Wrong(name, "It is not a string.")
        : null;

    private static string? Number(JsonElement root, string name) => root.TryGetProperty(name, out var value)
        ? value.ValueKind == JsonValueKind.Number ? value.GetRawText() : throw Wrong(name, "It is not a number.")
        : null;

    private static GatewayException Wrong(string field, string reason) => new(new GatewayError(ErrorKind.InvalidRequest, $"'{field}': {reason}") { Param = field });
}
