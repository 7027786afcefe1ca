using System.Text.Encodings.Web;
using System.Text.Json;

namespace CodexFuncGateway.ResponsesApi;

/// <summary>A user's message that the gateway writes, complete with its JSON: an upstream that speaks Responses gets items as they stand.</summary>
internal static class UserMessage
{
    public static MessageItem Of(string text)
    {
        var encoded = JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        var raw = JsonView.Parse($$"""{"type":"message","role":"user","content":[{"type":"input_text","text":"{{encoded}}"}]}""");
        return new MessageItem(raw, "user", [new TextPart(text)]);
    }
}
