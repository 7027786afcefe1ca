using CodexFuncGateway.Dialects.CohereChat.Wire;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.CohereChat;

/// <summary>Maps what a message holds: plain text wherever possible, parts only where there are images. Blank content is refused, so it is left out.</summary>
internal static class CohereContentMapper
{
    /// <summary>Null where nothing is left to say.</summary>
    public static CohereContent? Map(IReadOnlyList<ContentPart> content, bool images)
    {
        if (images && content.Any(part => part is ImagePart))
        {
            return new CohereContent([.. content.Where(part => part is not TextPart { Text: var text } || !text.IsBlank).Select(MapPart)]);
        }

        var text = ContentWords.Of(content);
        return text.IsBlank ? null : new CohereContent(text);
    }

    /// <summary>A result without content reads like an accident, so it says that there is none.</summary>
    public static CohereContent MapOutput(IReadOnlyList<ContentPart> output) => Map(output, images: false) ?? new CohereContent("(no output)");

    private static CohereContentPart MapPart(ContentPart part) => part is ImagePart image
        ? new CohereContentPart("image_url") { ImageUrl = new CohereImageUrl(image.Url, image.Detail is "auto" or "low" or "high" ? image.Detail : null) }
        : new CohereContentPart("text") { Text = ContentWords.Of(part) };
}
