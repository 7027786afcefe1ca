using CodexFuncGateway.Dialects.GeminiGenerateContent.Wire;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.GeminiGenerateContent;

/// <summary>Maps what a message holds. Blank text is left out, since Vertex refuses it; what cannot be shown gets a word.</summary>
internal static class GeminiContentMapper
{
    public static IEnumerable<GeminiPart> Map(IReadOnlyList<ContentPart> content, bool images)
    {
        foreach (var part in content)
        {
            if (images && part is ImagePart image && MapImage(image.Url) is { } shown)
            {
                yield return shown;
            }
            else if (ContentWords.Of(part) is { IsBlank: false } text)
            {
                yield return GeminiPart.Of(text);
            }
        }
    }

    /// <summary>Null for an image of a kind that the upstream does not take.</summary>
    public static GeminiPart? MapImage(string url)
    {
        if (DataUrl.TryRead(url) is { } data)
        {
            return MediaType(data.MediaType) is { } type ? new GeminiPart { InlineData = new GeminiBlob(type, data.Base64) } : null;
        }

        return url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? new GeminiPart { FileData = new GeminiFile(GuessMediaType(url), url) } : null;
    }

    private static string? MediaType(string type) => type switch
    {
        "image/png" or "image/jpeg" or "image/webp" or "image/heic" or "image/heif" => type,
        "image/jpg" => "image/jpeg",
        _ => null,
    };

    /// <summary>Vertex demands a media type with every address; where the name does not tell, JPEG is the likeliest.</summary>
    private static string GuessMediaType(string url) => MediaType($"image/{Path.GetExtension(url.Split('?', '#')[0]).TrimStart('.').ToLowerInvariant()}") ?? "image/jpeg";
}
