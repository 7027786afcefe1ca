using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.AnthropicMessages.Wire;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.AnthropicMessages;

/// <summary>
/// Maps what a message or a tool's output holds. Blank text is left out, since the upstream refuses it; what cannot be shown gets a word.
/// </summary>
internal static class AnthropicContentMapper
{
    public static List<AnthropicBlock> Map(IReadOnlyList<ContentPart> content, Capabilities capabilities)
    {
        var blocks = new List<AnthropicBlock>(content.Count);
        foreach (var part in content)
        {
            if (capabilities.Images && part is ImagePart image && MapSource(image.Url) is { } source)
            {
                blocks.Add(new AnthropicImage(source));
            }
            else
            {
                AddText(ContentWords.Of(part), blocks);
            }
        }

        return blocks;
    }

    /// <summary>A result without content reads like an accident, so it says that there is none.</summary>
    public static List<AnthropicBlock> MapOutput(IReadOnlyList<ContentPart> output, Capabilities capabilities) =>
        Map(output, capabilities) is { Count: > 0 } blocks ? blocks : [new AnthropicText("(no output)")];

    public static void AddText(JsonText? text, List<AnthropicBlock> blocks)
    {
        if (text is { IsBlank: false })
        {
            blocks.Add(new AnthropicText(text));
        }
    }

    private static AnthropicImageSource? MapSource(string url)
    {
        if (DataUrl.TryRead(url) is { } data)
        {
            return MediaType(data.MediaType) is { } type ? new AnthropicImageSource("base64") { MediaType = type, Data = data.Base64 } : null;
        }

        var isAddress = url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        return isAddress ? new AnthropicImageSource("url") { Url = url } : null;
    }

    /// <summary>The four kinds of image that the upstream takes.</summary>
    private static string? MediaType(string type) => type switch
    {
        "image/png" or "image/jpeg" or "image/gif" or "image/webp" => type,
        "image/jpg" => "image/jpeg",
        _ => null,
    };
}
