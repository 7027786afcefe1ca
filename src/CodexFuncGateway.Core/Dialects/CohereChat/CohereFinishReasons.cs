using CodexFuncGateway.Errors;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.CohereChat;

/// <summary>Maps <c>finish_reason</c>. Words added later mean that the model stopped.</summary>
internal static class CohereFinishReasons
{
    public static bool IsFailure(string? reason) => reason is "ERROR" or "TIMEOUT";

    public static ReplyPart Map(string? reason) => reason switch
    {
        "MAX_TOKENS" => new Finished(FinishReason.OutputLimit),
        "ERROR" => new Failed(new GatewayError(ErrorKind.UpstreamFailed, "The provider gave up in the middle of its reply.")),
        "TIMEOUT" => new Failed(new GatewayError(ErrorKind.UpstreamTimeout, "The provider took longer for its reply than it allows itself.")),
        _ => new Finished(FinishReason.Completed),
    };
}
