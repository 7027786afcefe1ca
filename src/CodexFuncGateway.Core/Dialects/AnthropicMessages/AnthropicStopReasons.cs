using CodexFuncGateway.Errors;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.AnthropicMessages;

/// <summary>Maps <c>stop_reason</c>. Words added later mean that the model stopped and may go on when asked.</summary>
internal static class AnthropicStopReasons
{
    public static bool IsCutOff(string? reason) => reason is "max_tokens" or "refusal" or "model_context_window_exceeded";

    public static ReplyPart Map(string? reason) => reason switch
    {
        "max_tokens" => new Finished(FinishReason.OutputLimit),
        "refusal" => new Finished(FinishReason.ContentFilter),
        "pause_turn" => new Finished(FinishReason.Completed) { IsPause = true },
        "model_context_window_exceeded" => new Failed(
            new GatewayError(ErrorKind.ContextLengthExceeded, "The reply reached the end of the model's context window.")),
        _ => new Finished(FinishReason.Completed),
    };
}
