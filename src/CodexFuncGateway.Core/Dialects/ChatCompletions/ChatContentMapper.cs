using CodexFuncGateway.Dialects.ChatCompletions.Wire;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Dialects.ChatCompletions;

/// <summary>Maps what a message holds: plain text wherever possible, since every host takes that, parts only where there are images.</summary>
internal static class ChatContentMapper
{
    private const string UnseenImage = "[An image stood here, which this model cannot see.]";

    /// <summary>Null where nothing is left to say.</summary>
    public static ChatContent? Map(IReadOnlyList<ContentPart> content, bool images)
    {
        if (images && content.Any(part => part is ImagePart))
        {
            return new ChatContent([.. content.Select(MapPart)]);
        }

        var text = Text(content);
        return text.IsBlank ? null : new ChatContent(text);
    }

    /// <summary>All of it as text, with a word in place of what is none.</summary>
    public static JsonText Text(IReadOnlyList<ContentPart> content) => content is [TextPart { Text: var only }] ? only : string.Join("\n", content.Select(Describe));

    private static ChatContentPart MapPart(ContentPart part) => part is ImagePart image
        ? new ChatContentPart("image_url") { ImageUrl = new ChatImageUrl(image.Url, KnownDetail(image.Detail)) }
        : new ChatContentPart("text") { Text = Describe(part) };

    private static JsonText Describe(ContentPart part) => part switch
    {
        TextPart text => text.Text,
        ImagePart => UnseenImage,
        UnknownPart unknown => $"[Content of type '{unknown.Type}' stood here, which this model cannot read.]",
        _ => "",
    };

    /// <summary>Codex sends <c>original</c>, which only the Responses API knows.</summary>
    private static string? KnownDetail(string? detail) => detail is "auto" or "low" or "high" ? detail : null;
}
