using System.Collections.ObjectModel;

namespace CodexFuncGateway.Catalog;

/// <summary>How a provider wants to be shown a credential, and where that comes from.</summary>
public sealed record ProviderAuth
{
    /// <summary>The name of the credential every scheme knows.</summary>
    public const string KeyPart = "api-key";

    /// <summary>The setting that holds a part, below the provider's own: <c>AccessKeyId</c> for <c>access-key-id</c>.</summary>
    public static string SettingOf(string part) => string.Concat(part.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

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
}
