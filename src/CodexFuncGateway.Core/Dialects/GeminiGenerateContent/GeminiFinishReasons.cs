using CodexFuncGateway.Errors;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.GeminiGenerateContent;

/// <summary>Maps <c>finishReason</c>. It is <c>STOP</c> also where functions are called; words added later mean that the model stopped.</summary>
internal static class GeminiFinishReasons
{
    public static ReplyPart Map(string reason) => reason switch
    {
        "MAX_TOKENS" => new Finished(FinishReason.OutputLimit),
        "SAFETY" or "RECITATION" or "LANGUAGE" or "BLOCKLIST" or "PROHIBITED_CONTENT" or "SPII" or "NO_IMAGE" => new Finished(FinishReason.ContentFilter),
        _ when reason.StartsWith("IMAGE_", StringComparison.Ordinal) => new Finished(FinishReason.ContentFilter),
        "MALFORMED_FUNCTION_CALL" or "UNEXPECTED_TOOL_CALL" or "TOO_MANY_TOOL_CALLS" => Fail("The model called a tool in a way that the provider could not read", reason),
        "OTHER" or "MALFORMED_RESPONSE" or "MISSING_THOUGHT_SIGNATURE" => Fail("The provider gave up in the middle of its reply", reason),
        _ => new Finished(FinishReason.Completed),
    };

    private static Failed Fail(string what, string reason) => new(new GatewayError(ErrorKind.UpstreamFailed, $"{what} ({reason})."));
}
