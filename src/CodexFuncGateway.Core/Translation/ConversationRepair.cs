using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Translation;

/// <summary>
/// Brings a conversation into the order on which upstreams rely: an assistant's run of reasoning, text and calls is followed at once by
/// the results of all its calls, in call order. Compaction, interruption and resuming leave calls without results and results without
/// calls, which upstreams refuse for good; the former are answered here, the latter left out.
/// </summary>
internal static class ConversationRepair
{
    public static IReadOnlyList<InputItem> Repair(IReadOnlyList<InputItem> input)
    {
        var results = new Dictionary<string, ToolResultItem>();
        foreach (var result in input.OfType<ToolResultItem>())
        {
            results.TryAdd(result.CallId, result);
        }

        var repaired = new List<InputItem>(input.Count);
        var open = new List<ToolCallItem>();
        var seen = new HashSet<string>();
        foreach (var item in input)
        {
            if (item is ToolCallItem call)
            {
                AddCall(call, seen, open, repaired);
            }
            else if (item is not ToolResultItem)
            {
                AddOther(item, open, results, repaired);
            }
            else
            {
                AnswerOpenCalls(open, results, repaired);
            }
        }

        AnswerOpenCalls(open, results, repaired);
        return repaired;
    }

    private static void AddCall(ToolCallItem call, HashSet<string> seen, List<ToolCallItem> open, List<InputItem> repaired)
    {
        if (seen.Add(call.CallId))
        {
            open.Add(call);
            repaired.Add(call);
        }
    }

    private static void AddOther(InputItem item, List<ToolCallItem> open, Dictionary<string, ToolResultItem> results, List<InputItem> repaired)
    {
        // What the assistant wrote, thought or had done beside its calls belongs to the same run; whatever anyone else says ends the run.
        if (item is not (MessageItem { IsAssistant: true } or ReasoningItem or UnknownItem))
        {
            AnswerOpenCalls(open, results, repaired);
        }

        repaired.Add(item);
    }

    private static void AnswerOpenCalls(List<ToolCallItem> open, Dictionary<string, ToolResultItem> results, List<InputItem> repaired)
    {
        foreach (var call in open)
        {
            repaired.Add(results.TryGetValue(call.CallId, out var result) ? result : LostResult.Of(call));
        }

        open.Clear();
    }
}
