using System.Text.Json.Serialization;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.ReplicatePredictions.Wire;

/// <summary>A prediction as it stands; only what is used is read.</summary>
internal sealed record ReplicatePrediction
{
    public string? Status { get; init; }

    public ReplicateUrls? Urls { get; init; }

    /// <summary>What the model said: pieces of text, which belong together as they are.</summary>
    [JsonConverter(typeof(ReplicateOutputConverter))]
    public IReadOnlyList<Utf8Text> Output { get => field ?? []; init; }

    [JsonConverter(typeof(ReplicateErrorConverter))]
    public string? Error { get; init; }

    public ReplicateMetrics? Metrics { get; init; }

    public bool HasEnded => Status is "succeeded" or "failed" or "canceled" or "aborted";
}

/// <summary>Where to go on.</summary>
internal sealed record ReplicateUrls(string? Get, string? Stream, string? Cancel);

/// <summary>What was counted, under the two pairs of names in use.</summary>
internal sealed record ReplicateMetrics(long? InputTokenCount, long? OutputTokenCount, long? TokenInputCount, long? TokenOutputCount)
{
    public long? Input => InputTokenCount ?? TokenInputCount;

    public long? Output => OutputTokenCount ?? TokenOutputCount;
}

/// <summary>The data of <c>done</c>; no reason means that all is well.</summary>
internal sealed record ReplicateEnd(string? Reason);
