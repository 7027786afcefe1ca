using System.Text.Encodings.Web;
using System.Text.Json;

namespace CodexFuncGateway.ResponsesApi;

/// <summary>A message that the gateway writes, complete with its JSON: an upstream that speaks Responses gets items as they stand.</summary>
internal static class WrittenMessage
{
    public static MessageItem ByUser(string text) => By("user", text);

    public static MessageItem ByDeveloper(string text) => By("developer", text);

    private static MessageItem By(string role, string text)
    {
        var encoded = JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        var raw = JsonView.Parse($$"""{"type":"message","role":"{{role}}","content":[{"type":"input_text","text":"{{encoded}}"}]}""");
        return new MessageItem(raw, role, [new TextPart(text)]);
    }
}
