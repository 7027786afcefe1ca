using System.Text.Json;

namespace CodexFuncGateway.Catalog;

/// <summary>A model of a provider, as read from <c>data/models/*.json</c>.</summary>
public sealed record Model
{
    /// <summary>The second part of <c>provider/model</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What the upstream calls it, where that differs from <see cref="Id"/>.</summary>
    public string? UpstreamId { get; init; }

    public string? DisplayName { get; init; }

    /// <summary>Tokens that prompt and answer may hold together.</summary>
    public int ContextWindow { get; init; } = 128_000;

    /// <summary>The most tokens one answer may have.</summary>
    public int MaxOutputTokens { get; init; } = 8_192;

    /// <summary>The reasoning efforts that a client may choose from, weakest first; empty where the model does not reason on demand.</summary>
    public IReadOnlyList<string> Efforts { get; init; } = [];

    public string? DefaultEffort { get; init; }

    /// <summary>Deviations from the provider's capabilities.</summary>
    public JsonElement? Capabilities { get; init; }

    /// <summary>What it costs, oldest first; the newest that has begun is in force.</summary>
    public IReadOnlyList<ModelPrice> Prices { get; init; } = [];
}
