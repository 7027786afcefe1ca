using CodexFuncGateway.Dialects.CohereChat.Wire;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Dialects.CohereChat;

/// <summary>Maps what a message holds: plain text wherever possible, parts only where there are images. Blank content is refused, so it is left out.</summary>
internal static class CohereContentMapper
{
    private const string UnseenImage = "[An image stood here, which this model cannot see.]";

    /// <summary>Null where nothing is left to say.</summary>
    public static CohereContent? Map(IReadOnlyList<ContentPart> content, bool images)
    {
        if (images && content.Any(part => part is ImagePart))
        {
            return new CohereContent([.. content.Where(part => part is not TextPart { Text: var text } || !text.IsBlank).Select(MapPart)]);
        }

        var text = Text(content);
        return text.IsBlank ? null : new CohereContent(text);
    }

    /// <summary>A result without content reads like an accident, so it says that there is none.</summary>
    public static CohereContent MapOutput(IReadOnlyList<ContentPart> output) => Map(output, images: false) ?? new CohereContent("(no output)");

    /// <summary>All of it as text, with a word in place of what is none.</summary>
    public static JsonText Text(IReadOnlyList<ContentPart> content) => content is [TextPart { Text: var only }] ? only : string.Join("\n", content.Select(Describe));

    private static CohereContentPart MapPart(ContentPart part) => part is ImagePart image
        ? new CohereContentPart("image_url") { ImageUrl = new CohereImageUrl(image.Url, image.Detail is "auto" or "low" or "high" ? image.Detail : null) }
        : new CohereContentPart("text") { Text = Describe(part) };

    private static JsonText Describe(ContentPart part) => part switch
    {
        TextPart text => text.Text,
        ImagePart => UnseenImage,
        UnknownPart unknown => $"[Content of type '{unknown.Type}' stood here, which this model cannot read.]",
        _ => "",
    };
}
