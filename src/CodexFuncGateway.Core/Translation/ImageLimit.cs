using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Translation;

/// <summary>Puts a word in the place of an image that is larger than the upstream takes: it stays in the conversation, so a refusal would end the session for good.</summary>
internal static class ImageLimit
{
    private static readonly TextPart TooLarge = new("[An image stood here, which is larger than this model takes.]");

    public static InputItem Apply(InputItem item, Capabilities capabilities) => item switch
    {
        MessageItem message when message.Content.Any(part => IsTooLarge(part, capabilities)) => message with { Content = Apply(message.Content, capabilities) },
        ToolOutputItem output when output.Output.Any(part => IsTooLarge(part, capabilities)) => output with { Output = Apply(output.Output, capabilities) },
        _ => item,
    };

    private static ContentPart[] Apply(IReadOnlyList<ContentPart> content, Capabilities capabilities) =>
        [.. content.Select(part => IsTooLarge(part, capabilities) ? TooLarge : part)];

    private static bool IsTooLarge(ContentPart part, Capabilities capabilities) =>
        part is ImagePart { Url: var url } && url.Length > capabilities.ImageBytes && DataUrl.TryRead(url) is { Base64.Length: var bytes } && bytes > capabilities.ImageBytes;
}
