using CodexFuncGateway.Dialects.ChatCompletions.Wire;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.ChatCompletions;

/// <summary>Maps what a message holds: plain text wherever possible, since every host takes that, parts only where there are images.</summary>
internal static class ChatContentMapper
{
    /// <summary>Null where nothing is left to say.</summary>
    public static ChatContent? Map(IReadOnlyList<ContentPart> content, bool images)
    {
        if (images && content.Any(part => part is ImagePart))
        {
            return new ChatContent([.. content.Select(MapPart)]);
        }

        var text = ContentWords.Of(content);
        return text.IsBlank ? null : new ChatContent(text);
    }

    private static ChatContentPart MapPart(ContentPart part) => part is ImagePart image
        ? new ChatContentPart("image_url") { ImageUrl = new ChatImageUrl(image.Url, KnownDetail(image.Detail)) }
        : new ChatContentPart("text") { Text = ContentWords.Of(part) };

    /// <summary>Codex sends <c>original</c>, which only the Responses API knows.</summary>
    private static string? KnownDetail(string? detail) => detail is "auto" or "low" or "high" ? detail : null;
}
