using System.Collections.ObjectModel;
using System.Text.Json;

namespace CodexFuncGateway.Catalog;

/// <summary>A model of a provider, as read from <c>data/models/*.json</c>.</summary>
/// <remarks>Defaults stand in the getters: a source-generated JSON reader sets every <c>init</c> property, also those the JSON leaves out.</remarks>
public sealed record Model
{
    /// <summary>The second part of <c>provider/model</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What the upstream calls it, where that differs from <see cref="Id"/>.</summary>
    public string? UpstreamId { get; init; }

    public string? DisplayName { get; init; }

    /// <summary>The id of the dialect it is served in, where that is not the provider's (Perplexity's Sonar).</summary>
    public string? Dialect { get; init; }

    /// <summary>Where it is served, where that is not the provider's address.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>What follows the address, where that is not the dialect's usual path.</summary>
    public string? Path { get; init; }

    /// <summary>Values of the provider's parameters that hold for this model whatever is configured, such as the only region that has it.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get => field ?? ReadOnlyDictionary<string, string>.Empty; init; }

    /// <summary>Tokens that prompt and answer may hold together.</summary>
    public int ContextWindow { get => field == 0 ? 128_000 : field; init; }

    /// <summary>The most tokens one answer may have.</summary>
    public int MaxOutputTokens { get => field == 0 ? 8_192 : field; init; }

    /// <summary>The reasoning efforts that a client may choose from, weakest first; empty where the model does not reason on demand.</summary>
    public IReadOnlyList<string> Efforts { get => field ?? []; init; }

    public string? DefaultEffort { get; init; }

    /// <summary>Deviations from the provider's capabilities.</summary>
    public JsonElement? Capabilities { get; init; }

    /// <summary>What it costs, oldest first; the newest that has begun is in force.</summary>
    public IReadOnlyList<ModelPrice> Prices { get => field ?? []; init; }
}
