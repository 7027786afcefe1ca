using CodexFuncGateway.Translation;

namespace CodexFuncGateway.ChatApi;

/// <summary>Why an answer ended, in the words of chat completions.</summary>
internal static class ChatFinishReasons
{
    public static ReadOnlySpan<byte> Map(FinishReason? reason, bool calls) => reason switch
    {
        FinishReason.OutputLimit => "length"u8,
        FinishReason.ContentFilter => "content_filter"u8,
        _ => calls ? "tool_calls"u8 : "stop"u8,
    };
}
