using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodexFuncGateway.Dialects.OpenAIResponses.Wire;

/// <summary>How a response ended; all that is read where its output has been seen already.</summary>
internal record ResponseOutcome
{
    public string? Status { get; init; }

    public JsonElement? Error { get; init; }

    public IncompleteDetails? IncompleteDetails { get; init; }

    public UsageWire? Usage { get; init; }

    public string? ServiceTier { get; init; }

    /// <summary>How often the upstream searched the web, by the calls in its output.</summary>
    [JsonIgnore]
    public virtual int Searches { get; init; }
}

/// <summary>A response as it stands at its end, in an event or as the whole reply; only what is used is read.</summary>
internal sealed record ResponseState : ResponseOutcome
{
    public IReadOnlyList<JsonElement>? Output { get; init; }

    [JsonIgnore]
    public override int Searches => Output is { } output ? WebSearchCalls.Count(output) : 0;
}

internal sealed record IncompleteDetails(string? Reason);

/// <summary>The event that ends a reply.</summary>
/// <param name="Error">An error that stands beside the response instead of in it (Perplexity).</param>
internal sealed record EndEvent(ResponseState? Response, JsonElement? Error);
