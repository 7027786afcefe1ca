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
        var kept = new List<InputItem>(input.Count);
        InputItem? next = null;
        for (var index = input.Count - 1; index >= 0; index--)
        {
            if (input[index] is not SealedItem { Payload: null } and var item)
            {
                next = item is ReasoningItem ? next : item;
                kept.AddRange(item is not ReasoningItem || (next is not null && IsDeed(next)) ? [item] : []);
            }
        }

        kept.Reverse();
        return kept;
    }

    private static bool IsDeed(InputItem item) => item is ToolCallItem or UnknownItem or MessageItem { IsAssistant: true };
}
