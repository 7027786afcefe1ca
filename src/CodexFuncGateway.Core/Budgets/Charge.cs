using CodexFuncGateway.Catalog;
using CodexFuncGateway.Keys;
using CodexFuncGateway.Ledger;

namespace CodexFuncGateway.Budgets;

/// <summary>On whose account a call goes: all that decides which budgets count it.</summary>
/// <param name="Models">The name that was asked for, and <c>provider/model</c> of each upstream that may serve it, or of the one that did.</param>
internal sealed record Charge(string KeyId, string? User, string? Team, IReadOnlyList<string> Tags, IReadOnlyList<string> Models)
{
    /// <summary>Whether the key's own definition states a budget.</summary>
    public bool HasKeyBudget { get; init; }

    /// <summary>Before the call, when any of its routes may come to serve it.</summary>
    public static Charge Of(VirtualKey key, IReadOnlyList<string> tags, IReadOnlyList<Route> routes) =>
        new(key.Id, key.User, key.Team, tags, [routes[0].ModelAsked, .. routes.Select(route => Served(route.Provider.Name, route.UpstreamModel))]) { HasKeyBudget = key.Budget is not null };

    /// <summary>After it. The same call always gives the same charge, whether its entry comes from memory or from the ledger.</summary>
    public static Charge Of(LedgerEntry entry) =>
        new(entry.KeyId, entry.User, entry.Team, entry.Tags, [entry.ModelAsked, Served(entry.Provider, entry.ModelServed)]);

    private static string Served(string? provider, string? model) => $"{provider}/{model}";
}
