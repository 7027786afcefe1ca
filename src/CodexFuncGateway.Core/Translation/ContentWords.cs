using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Translation;

/// <summary>Content told in words, for places that take nothing else and for models that do not see.</summary>
internal static class ContentWords
{
    public const string UnseenImage = "[An image stood here, which this model cannot see.]";

    /// <summary>What stands before images that a tool returned, where its output itself cannot hold them.</summary>
    public const string ToolImages = "The images that the tools returned:";

    public static JsonText Of(IReadOnlyList<ContentPart> content) => content is [TextPart { Text: var only }] ? only : string.Join("\n", content.Select(Of));

    public static JsonText Of(ContentPart part) => part switch
    {
        TextPart text => text.Text,
        ImagePart => UnseenImage,
        UnknownPart unknown => $"[Content of type '{unknown.Type}' stood here, which this model cannot read.]",
        _ => "",
    };
}
