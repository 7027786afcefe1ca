using System.Buffers.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Bedrock;

/// <summary>The content blocks one by one: one kind each, in the right turn, no blank text, ids and names of the right form, images as bytes.</summary>
internal static partial class ContentRules
{
    private const int MostImages = 20;
    private const int MostImageBytes = 5 * 1024 * 1024;

    private static readonly HashSet<string> MessageNames = ["role", "content"];
    private static readonly HashSet<string> SystemKinds = ["text", "cachePoint", "guardContent"];
    private static readonly HashSet<string> UserKinds = ["text", "image", "document", "video", "toolResult", "cachePoint", "guardContent"];
    private static readonly HashSet<string> AssistantKinds = ["text", "toolUse", "reasoningContent", "cachePoint"];
    private static readonly HashSet<string> ResultKinds = ["text", "json", "image", "document", "video"];
    private static readonly HashSet<string> ResultNames = ["toolUseId", "content", "status", "type"];
    private static readonly HashSet<string> CallNames = ["toolUseId", "name", "input", "type"];

    public static string? FindProblem(ConverseCall call)
    {
        var system = call.Body.ItemsAt("system").Select((block, index) => FindBlockProblem(block, $"system.{index}", SystemKinds, call.Model));
        var messages = call.Messages.Select((message, index) => FindMessageProblem(message, $"messages.{index}", call.Model));
        return system.Concat(messages).FirstOrDefault(problem => problem is not null);
    }

    private static string? FindMessageProblem(JsonElement message, string path, BedrockModel model)
    {
        if (message.FirstUnknownName(MessageNames) is { } unknown)
        {
            return $"Malformed input request: #/{path}: extraneous key [{unknown}] is not permitted, please reformat your input and try again.";
        }

        var blocks = message.ItemsAt("content");
        if (blocks.Count == 0)
        {
            return $"The content field in the Message object at {path} is empty. Add a ContentBlock object to the content field and try again.";
        }

        if (blocks.Count(block => block.Has("image")) > MostImages)
        {
            return $"The Message object at {path} has more than {MostImages} images.";
        }

        var kinds = message.TextAt("role") == "assistant" ? AssistantKinds : UserKinds;
        return blocks.Select((block, index) => FindBlockProblem(block, $"{path}.content.{index}", kinds, model)).FirstOrDefault(problem => problem is not null);
    }

    private static string? FindBlockProblem(JsonElement block, string path, IReadOnlySet<string> kinds, BedrockModel model)
    {
        if (block.Names().ToList() is not [var kind])
        {
            return $"The ContentBlock object at {path} must set exactly one of the following keys: {string.Join(", ", kinds)}.";
        }

        if (!kinds.Contains(kind))
        {
            return kind == "reasoningContent"
                ? "User messages cannot contain reasoning content. Please remove the reasoning content and try again."
                : $"The ContentBlock object at {path} cannot hold {kind} here.";
        }

        return kind switch
        {
            "text" => FindBlank(block, path),
            "image" => FindImageProblem(block.At("image"), path, model.SeesImages),
            "toolUse" => FindCallProblem(block.At("toolUse"), path),
            "toolResult" => FindResultProblem(block.At("toolResult"), path, model),
            "reasoningContent" => FindReasoningProblem(block.At("reasoningContent"), path),
            _ => null,
        };
    }

    private static string? FindBlank(JsonElement block, string path) =>
        string.IsNullOrWhiteSpace(block.TextAt("text")) ? $"The text field in the ContentBlock object at {path} is blank. Add text to the text field, and try again." : null;

    private static string? FindImageProblem(JsonElement image, string path, bool isSeen)
    {
        if (!isSeen)
        {
            return $"This model doesn't support the image content block that you provided at {path}. Update the content block or use a different model and try again.";
        }

        return image.TextAt("format") is not ("png" or "jpeg" or "gif" or "webp") ? $"The format of the image at {path} is not supported."
            : image.At("source").TextAt("bytes") is { Length: > MostImageBytes } ? $"The image at {path} exceeds 5 MB maximum."
            : image.At("source").TextAt("bytes") is { Length: > 0 } bytes && Base64.IsValid(bytes) ? null
            : $"The source of the image at {path} holds no bytes.";
    }

    private static string? FindCallProblem(JsonElement call, string path)
    {
        if (call.FirstUnknownName(CallNames) is { } unknown)
        {
            return $"Malformed input request: #/{path}/toolUse: extraneous key [{unknown}] is not permitted, please reformat your input and try again.";
        }

        return FindWrongId(call, path, "toolUse")
            ?? (ToolRules.Name().IsMatch(call.TextAt("name") ?? "") ? null : $"Value '{call.TextAt("name")}' at '{path}.toolUse.name' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_-]+")
            ?? (call.At("input").ValueKind == JsonValueKind.Object ? null : $"The format of the value at {path}.toolUse.input is invalid. Provide a json object for the field and try again.");
    }

    private static string? FindResultProblem(JsonElement result, string path, BedrockModel model)
    {
        if (result.FirstUnknownName(ResultNames) is { } unknown)
        {
            return $"Malformed input request: #/{path}/toolResult: extraneous key [{unknown}] is not permitted, please reformat your input and try again.";
        }

        if (result.Has("status") && !model.TakesResultStatus)
        {
            return "This model doesn't support the status field. Remove status and try again.";
        }

        return FindWrongId(result, path, "toolResult")
            ?? result.ItemsAt("content").Select((inner, index) => FindInnerProblem(inner, $"{path}.toolResult.content.{index}", model)).FirstOrDefault(problem => problem is not null);
    }

    private static string? FindInnerProblem(JsonElement inner, string path, BedrockModel model) => inner.Names().ToList() switch
    {
        ["image"] => FindImageProblem(inner.At("image"), path, model.SeesImagesInResults),
        [var kind] when ResultKinds.Contains(kind) => kind == "text" ? FindBlank(inner, path) : null,
        _ => $"The ToolResultContentBlock object at {path} must set exactly one of the following keys: {string.Join(", ", ResultKinds)}.",
    };

    private static string? FindReasoningProblem(JsonElement reasoning, string path) => reasoning.Names().ToList() switch
    {
        ["reasoningText"] => reasoning.At("reasoningText").TextAt("signature") is { Length: > 0 } ? null : "User messages cannot contain reasoning content. Please remove the reasoning content and try again.",
        ["redactedContent"] when Base64.IsValid(reasoning.TextAt("redactedContent")) => null,
        _ => $"The ReasoningContentBlock object at {path} must set exactly one of the following keys: reasoningText, redactedContent.",
    };

    private static string? FindWrongId(JsonElement block, string path, string kind) =>
        CallId().IsMatch(block.TextAt("toolUseId") ?? "") ? null : $"Value '{block.TextAt("toolUseId")}' at '{path}.{kind}.toolUseId' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.:-]+";

    [GeneratedRegex(@"^[a-zA-Z0-9_.:-]{1,64}\z")]
    private static partial Regex CallId();
}
