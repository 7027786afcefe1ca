using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Translation;

/// <summary>
/// Puts a word in the place of an image that the upstream does not take: a larger one than it reads, or one that it would have to fetch and is not to. The image
/// stays in the conversation, so a refusal would end the session for good.
/// </summary>
internal static class ImageLimit
{
    private static readonly TextPart TooLarge = new("[An image stood here, which is larger than this model takes.]");
    private static readonly TextPart Elsewhere = new("[An image stood here by its address, which this model is not to fetch.]");

    public static InputItem Apply(InputItem item, Capabilities capabilities) => item switch
    {
        MessageItem message when message.Content.Any(part => Word(part, capabilities) is not null) => message with { Content = Apply(message.Content, capabilities) },
        ToolOutputItem output when output.Output.Any(part => Word(part, capabilities) is not null) => output with { Output = Apply(output.Output, capabilities) },
        _ => item,
    };

    private static ContentPart[] Apply(IReadOnlyList<ContentPart> content, Capabilities capabilities) => [.. content.Select(part => Word(part, capabilities) ?? part)];

    /// <summary>What to say in place of an image; null where it can stand.</summary>
    private static TextPart? Word(ContentPart part, Capabilities capabilities) => part switch
    {
        not ImagePart => null,
        ImagePart { Url: var url } when !url.StartsWith("data:", StringComparison.OrdinalIgnoreCase) => capabilities is { Images: true, ImageUrls: false } ? Elsewhere : null,
        ImagePart { Url: var url } => url.Length > capabilities.ImageBytes && DataUrl.TryRead(url) is { Base64.Length: var bytes } && bytes > capabilities.ImageBytes ? TooLarge : null,
    };
}
