using CodexFuncGateway.Errors;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.ChatCompletions;

/// <summary>Maps <c>finish_reason</c>. Hosts of open models pass on words of their own; those mean that the model stopped.</summary>
internal static class ChatStopReasons
{
    public static ReplyPart Map(string reason) => reason switch
    {
        "length" or "model_length" => new Finished(FinishReason.OutputLimit),
        "content_filter" => new Finished(FinishReason.ContentFilter),
        "error" => new Failed(new GatewayError(ErrorKind.UpstreamFailed, "The provider gave up in the middle of its reply.")),
        _ => new Finished(FinishReason.Completed),
    };
}
