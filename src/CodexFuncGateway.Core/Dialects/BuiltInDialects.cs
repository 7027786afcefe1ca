using CodexFuncGateway.Dialects.AnthropicMessages;
using CodexFuncGateway.Dialects.BedrockConverse;
using CodexFuncGateway.Dialects.ChatCompletions;
using CodexFuncGateway.Dialects.CohereChat;
using CodexFuncGateway.Dialects.GeminiGenerateContent;
using CodexFuncGateway.Dialects.OpenAIResponses;
using CodexFuncGateway.Dialects.ReplicatePredictions;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects;

/// <summary>The dialects that this gateway speaks; a new one is a folder and a line here.</summary>
public static class BuiltInDialects
{
    public static readonly IReadOnlyList<IDialect> All =
    [
        new AnthropicMessagesDialect(),
        new BedrockConverseDialect(),
        new ChatCompletionsDialect(),
        new CohereChatDialect(),
        new GeminiGenerateContentDialect(),
        new OpenAIResponsesDialect(),
        new ReplicatePredictionsDialect(),
    ];
}
