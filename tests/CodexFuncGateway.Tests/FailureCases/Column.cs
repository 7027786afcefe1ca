using CodexFuncGateway.Dialects;
using CodexFuncGateway.Tests.FrontDoor;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>A way in which the gateway reaches a provider: each built-in dialect, and Responses both relayed and translated.</summary>
internal static class Column
{
    public const string Anthropic = "anthropic-messages";
    public const string Bedrock = "bedrock-converse";
    public const string Chat = "chat-completions";
    public const string Cohere = "cohere-chat";
    public const string Gemini = "gemini-generate-content";
    public const string Native = "openai-responses native";
    public const string Rewritten = "openai-responses rewritten";
    public const string Replicate = "replicate-predictions";

    private static readonly Dictionary<string, Wire> Wires = new()
    {
        [Anthropic] = Wire.Anthropic,
        [Bedrock] = Wire.Bedrock,
        [Chat] = Wire.Chat,
        [Cohere] = Wire.Cohere,
        [Gemini] = Wire.Gemini,
        [Native] = Wire.OpenAI,
        [Rewritten] = Wire.Xai,
        [Replicate] = Wire.Replicate,
    };

    /// <summary>Made of the registry, so that a new dialect is missed in the matrix until the cases know it.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. BuiltInDialects.All.SelectMany(dialect => dialect.Id == "openai-responses" ? [Native, Rewritten] : new[] { dialect.Id })];

    public static Wire WireOf(string column) => Wires[column];
}
