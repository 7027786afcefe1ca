using CodexFuncGateway.Dialects.BedrockConverse.Wire;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.BedrockConverse;

/// <summary>
/// Maps what a message or a tool's output holds. Blank text is left out, since the upstream refuses it; what cannot be shown gets a word.
/// Images are taken only as bytes: the upstream fetches nothing.
/// </summary>
internal static class ConverseContentMapper
{
    public static List<ConverseBlock> Map(IReadOnlyList<ContentPart> content, bool images)
    {
        var blocks = new List<ConverseBlock>(content.Count);
        foreach (var part in content)
        {
            if (images && MapImage(part) is { } image)
            {
                blocks.Add(image);
            }
            else
            {
                AddText(ContentWords.Of(part), blocks);
            }
        }

        return blocks;
    }

    /// <summary>A result without content is refused, so it says that there is none.</summary>
    public static List<ConverseBlock> MapOutput(IReadOnlyList<ContentPart> output, bool images) =>
        Map(output, images) is { Count: > 0 } blocks ? blocks : [new ConverseBlock { Text = "(no output)" }];

    /// <summary>Null where it is none, or one that cannot be sent.</summary>
    public static ConverseBlock? MapImage(ContentPart part) =>
        part is ImagePart { Url: var url } && DataUrl.TryRead(url) is { } data && Format(data.MediaType) is { } format
            ? new ConverseBlock { Image = new ConverseImage(format, new ConverseImageSource(data.Base64)) }
            : null;

    public static void AddText(JsonText? text, List<ConverseBlock> blocks)
    {
        if (text is { IsBlank: false })
        {
            blocks.Add(new ConverseBlock { Text = text });
        }
    }

    private static string? Format(string mediaType) => mediaType switch
    {
        "image/png" or "image/jpeg" or "image/gif" or "image/webp" => mediaType["image/".Length..],
        "image/jpg" => "jpeg",
        _ => null,
    };
}
