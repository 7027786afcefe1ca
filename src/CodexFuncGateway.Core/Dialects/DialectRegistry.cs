using System.Collections.Frozen;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects;

/// <summary>Finds dialects by the names that provider data uses.</summary>
public sealed class DialectRegistry(IEnumerable<IDialect> dialects)
{
    private readonly FrozenDictionary<string, IDialect> dialects = dialects.ToFrozenDictionary(dialect => dialect.Id);

    public IEnumerable<IDialect> All => dialects.Values;

    public IDialect Get(string id) => dialects.TryGetValue(id, out var dialect) ? dialect
        : throw new InvalidOperationException($"No dialect is named '{id}'; there are {string.Join(", ", dialects.Keys.Order())}.");

    /// <summary>Fails at start rather than at the first request.</summary>
    public void Require(IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            Get(id);
        }
    }
}
