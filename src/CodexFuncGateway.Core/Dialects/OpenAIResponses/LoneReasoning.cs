using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Dialects.OpenAIResponses;

/// <summary>
/// Reasoning goes with what the model did after it: a reply that broke off leaves a thought without its deed, which is refused ("was provided
/// without its required following item").
/// </summary>
internal static class LoneReasoning
{
    /// <summary>The conversation without it, and without state that this upstream did not make.</summary>
    public static IEnumerable<InputItem> LeaveOut(IReadOnlyList<InputItem> input)
    {
        var spoken = input.Where(item => item is not SealedItem { Payload: null }).ToArray();
        return spoken.Where((item, index) => item is not ReasoningItem || spoken.Skip(index + 1).FirstOrDefault(next => next is not ReasoningItem) is { } next && IsDeed(next));
    }

    private static bool IsDeed(InputItem item) => item is ToolCallItem or UnknownItem or MessageItem { IsAssistant: true };
}
