using CodexFuncGateway.Errors;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.BedrockConverse;

/// <summary>Maps <c>stopReason</c>. Words added later mean that the model stopped.</summary>
internal static class ConverseStopReasons
{
    /// <summary>Whether the last call may be half of one.</summary>
    public static bool IsCutOff(string? reason) => Map(reason) is not Finished { Reason: FinishReason.Completed };

    public static ReplyPart Map(string? reason) => reason switch
    {
        "max_tokens" => new Finished(FinishReason.OutputLimit),
        "guardrail_intervened" or "content_filtered" => new Finished(FinishReason.ContentFilter),
        "model_context_window_exceeded" => new Failed(
            new GatewayError(ErrorKind.ContextLengthExceeded, "The reply reached the end of the model's context window.")),
        "malformed_model_output" or "malformed_tool_use" => new Failed(
            new GatewayError(ErrorKind.UpstreamFailed, "The model said something that the provider could not make sense of.")),
        _ => new Finished(FinishReason.Completed),
    };
}
