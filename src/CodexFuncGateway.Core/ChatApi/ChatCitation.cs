using System.Text;
using System.Text.Json;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.ChatApi;

/// <summary>A citation as a chat client gets it: one level deeper, and with all its members, of which some hosts leave out a few (xAI).</summary>
internal static class ChatCitation
{
    /// <summary>Null for an annotation of another kind.</summary>
    public static byte[]? TryMap(JsonView annotation)
    {
        if (annotation.ValueKind != JsonValueKind.Object || !annotation.TryGetProperty("type", out var type) || !type.ValueEquals("url_citation")
            || !annotation.TryGetProperty("url", out var url) || url.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        var title = annotation.TryGetProperty("title", out var given) && given.ValueKind == JsonValueKind.String ? given : url;
        return Encoding.UTF8.GetBytes(
            $$$"""{"type":"url_citation","url_citation":{"url":{{{url.GetRawText()}}},"title":{{{title.GetRawText()}}},"start_index":{{{Index(annotation, "start_index")}}},"end_index":{{{Index(annotation, "end_index")}}}}}""");
    }

    private static int Index(JsonView annotation, string name) => annotation.TryGetProperty(name, out var value) && value.TryGetInt32(out var index) ? index : 0;
}
