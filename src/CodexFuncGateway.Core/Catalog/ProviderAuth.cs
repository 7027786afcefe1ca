using System.Collections.ObjectModel;

namespace CodexFuncGateway.Catalog;

/// <summary>How a provider wants to be shown a credential, and where that comes from.</summary>
public sealed record ProviderAuth
{
    /// <summary>The name of the credential every scheme knows.</summary>
    public const string KeyPart = "api-key";

    /// <summary>The most keys of one provider.</summary>
    public const int MostKeys = 16;

    private static readonly (string Part, int Weight)[] OneKey = [(KeyPart, 1)];

    /// <summary>The setting that holds a part, below the provider's own: <c>AccessKeyId</c> for <c>access-key-id</c>.</summary>
    public static string SettingOf(string part) => string.Concat(part.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>The name of one of several keys: <c>api-key</c>, <c>api-key-2</c> and so on.</summary>
    public static string KeyPartOf(int number) => number == 1 ? KeyPart : $"{KeyPart}-{number}";

    /// <summary>What proves who asks: <c>header</c>, a key that goes as it is, is all of it; the other schemes offer more, and take a key where there is one.</summary>
    public string Scheme { get => field ?? "header"; init; }

    /// <summary>The header that carries the key; null where none is needed.</summary>
    public string? Header { get; init; }

    /// <summary>What stands before the key, such as <c>"Bearer "</c>.</summary>
    public string Prefix { get => field ?? ""; init; }

    /// <summary>Whether the provider also answers without a key (self-hosted models).</summary>
    public bool Optional { get; init; }

    /// <summary>The conventional environment variables that hold the key, for local use.</summary>
    public IReadOnlyList<string> Environment { get => field ?? []; init; }

    /// <summary>What a token is asked for, where the scheme asks for tokens.</summary>
    public string? Scope { get; init; }

    /// <summary>The parameters without which a token is of no use, though a key may be.</summary>
    public IReadOnlyList<string> TokenParameters { get => field ?? []; init; }

    /// <summary>The secrets that a scheme knows beside the key, by their names.</summary>
    public IReadOnlyDictionary<string, CredentialPart> Parts { get => field ?? ReadOnlyDictionary<string, CredentialPart>.Empty; init; }

    /// <summary>
    /// How much of the sessions each of several keys takes, in the order of their names; nothing where there is one key. A key that weighs 0 is a spare: it serves
    /// while the others rest.
    /// </summary>
    public IReadOnlyList<int> KeyWeights { get => field ?? []; init; }

    internal bool HasSeveralKeys => KeyWeights.Count > 1;

    /// <summary>The names of the keys, with their weights.</summary>
    internal IReadOnlyList<(string Part, int Weight)> Keys => HasSeveralKeys ? [.. KeyWeights.Select((weight, index) => (KeyPartOf(index + 1), weight))] : OneKey;
}
