namespace CodexFuncGateway.Translation;

/// <summary>Why a reply ended, as far as the Responses API tells reasons apart.</summary>
public enum FinishReason
{
    /// <summary>It said all it had to say, or waits for its tools.</summary>
    Completed,

    /// <summary>The output limit was reached: <c>incomplete</c>, <c>max_output_tokens</c>.</summary>
    OutputLimit,

    /// <summary>A filter stopped it: <c>incomplete</c>, <c>content_filter</c>.</summary>
    ContentFilter,
}
