using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.BedrockConverse.Wire;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Dialects.BedrockConverse;

/// <summary>Says in a model's own words what Converse has none for; see <see cref="Capabilities.EffortField"/>.</summary>
internal static class ConverseModelFieldsMapper
{
    /// <param name="isFree">Whether there are tools and the model may choose among them.</param>
    public static ConverseModelFields? Map(ResponsesRequest request, Capabilities capabilities, ConverseThinking thinking, bool isFree)
    {
        var (field, effort) = (capabilities.EffortField, thinking.Effort);
        var fields = new ConverseModelFields
        {
            Thinking = thinking.Mode,
            OutputConfig = field is null && effort is not null ? new ConverseEffort(effort) : null,
            ToolChoice = isFree && capabilities.ParallelToolCalls && request.ParallelToolCalls is false ? new ConverseSingleCall() : null,
            ReasoningEffort = field == "reasoning_effort" ? effort : null,
            ReasoningConfig = field == "reasoning_config" ? effort : null,
            ReasoningMode = field == "reasoningConfig" && effort is not null ? MapMode(effort, request.MaxOutputTokens is not null) : null,
        };
        return fields == new ConverseModelFields() ? null : fields;
    }

    /// <summary>Nova takes no limit on its output while it thinks its hardest; a limit is about money and goes first.</summary>
    private static ConverseReasoningMode MapMode(string effort, bool isLimited) => new(effort == "high" && isLimited ? "medium" : effort);
}
