namespace CodexFuncGateway.Pipeline;

/// <summary>The attributes of calls on spans and measurements; those that begin with <c>gen_ai</c> are OpenTelemetry's, as of the conventions' 1.42.</summary>
internal static class CallTags
{
    public const string Operation = "gen_ai.operation.name";
    public const string Provider = "gen_ai.provider.name";
    public const string RequestModel = "gen_ai.request.model";
    public const string ResponseModel = "gen_ai.response.model";
    public const string TokenType = "gen_ai.token.type";
    public const string Stream = "gen_ai.request.stream";
    public const string Conversation = "gen_ai.conversation.id";
    public const string ResponseId = "gen_ai.response.id";
    public const string FinishReasons = "gen_ai.response.finish_reasons";
    public const string InputTokens = "gen_ai.usage.input_tokens";
    public const string OutputTokens = "gen_ai.usage.output_tokens";
    public const string CacheReadTokens = "gen_ai.usage.cache_read.input_tokens";
    public const string CacheWriteTokens = "gen_ai.usage.cache_creation.input_tokens";
    public const string ReasoningTokens = "gen_ai.usage.reasoning.output_tokens";
    public const string ErrorType = "error.type";

    public const string Cost = "gateway.cost";
    public const string Key = "gateway.key.id";
    public const string Outcome = "gateway.outcome";
    public const string RequestId = "gateway.request.id";
    public const string Step = "gateway.step";
    public const string Team = "gateway.team";

    /// <summary>The conventions' word for a model that is given a conversation.</summary>
    public const string Chat = "chat";
}
