using CodexFuncGateway.Ledger;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Costs;

/// <summary>What costs are told apart by: calls alike in all of it share a cell.</summary>
/// <param name="Tags">The tags of the key, joined by commas as the ledger keeps them; null where there are none.</param>
/// <param name="ModelServed">The upstream's own name for the model.</param>
public sealed record CostDimensions(string? KeyId, string? User, string? Team, string? Tags, string? ModelAsked, string? Provider, string? ModelServed)
{
    public static CostDimensions Of(LedgerEntry entry) => new(
        entry.KeyId,
        entry.User,
        entry.Team,
        entry.Tags.Count == 0 ? null : string.Join(',', entry.Tags),
        entry.ModelAsked,
        entry.Provider,
        entry.ModelServed);

    public IReadOnlyList<string> TagList() => Tags?.Split(',') ?? [];

    /// <summary>Its values in one dimension: several where it has several tags, null where it has none. A day is no value of a call.</summary>
    public IReadOnlyList<string?> Values(CostGrouping dimension) => dimension switch
    {
        CostGrouping.Team => One(Team),
        CostGrouping.User => One(User),
        CostGrouping.Key => One(KeyId),
        CostGrouping.Model => One(ModelServed),
        CostGrouping.ModelAsked => One(ModelAsked),
        CostGrouping.Provider => One(Provider),
        CostGrouping.Tag => Tags is null ? One(null) : TagList(),
        _ => throw new ArgumentOutOfRangeException(nameof(dimension)),
    };

    /// <summary>Without what makes cells many: the key, its user and its tags.</summary>
    public CostDimensions OfTeam() => this with { KeyId = null, User = null, Tags = null };

    /// <summary>A short name of all of it, the same in every process; none of the texts can pass for two.</summary>
    public string Hash()
    {
        string?[] all = [KeyId, User, Team, Tags, ModelAsked, Provider, ModelServed];
        return StableHash.Hex(string.Concat(all.Select(text => text is null ? "-;" : $"{text.Length};{text}")), 32);
    }

    private static IReadOnlyList<string?> One(string? value) => [value];
}
