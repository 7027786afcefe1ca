using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Translation;

/// <summary>
/// Brings a conversation into the order on which translating dialects rely: an assistant's run of reasoning, text and calls is followed
/// at once by the outputs of all its calls, in call order. Compaction, interruption and resuming leave calls without outputs and outputs
/// without calls, which upstreams refuse for good; the former are answered here, the latter left out.
/// </summary>
internal static class ConversationRepair
{
    /// <summary>Honest about what is known: the call may have run.</summary>
    private const string Unknown = "The result of this call is not known: it may or may not have run. Verify before running it again.";

    public static IReadOnlyList<InputItem> Repair(IReadOnlyList<InputItem> input)
    {
        var outputs = new Dictionary<string, ToolOutputItem>();
        foreach (var output in input.OfType<ToolOutputItem>())
        {
            outputs.TryAdd(output.CallId, output);
        }

        var repaired = new List<InputItem>(input.Count);
        var open = new List<FunctionCallItem>();
        var seen = new HashSet<string>();
        foreach (var item in input)
        {
            if (item is FunctionCallItem call)
            {
                AddCall(call, seen, open, repaired);
            }
            else if (item is not ToolOutputItem)
            {
                AddOther(item, open, outputs, repaired);
            }
            else
            {
                AnswerOpenCalls(open, outputs, repaired);
            }
        }

        AnswerOpenCalls(open, outputs, repaired);
        return repaired;
    }

    private static void AddCall(FunctionCallItem call, HashSet<string> seen, List<FunctionCallItem> open, List<InputItem> repaired)
    {
        if (seen.Add(call.CallId))
        {
            open.Add(call);
            repaired.Add(call);
        }
    }

    private static void AddOther(InputItem item, List<FunctionCallItem> open, Dictionary<string, ToolOutputItem> outputs, List<InputItem> repaired)
    {
        // Text that the assistant wrote beside its calls belongs to the same run; whatever anyone else says ends the run.
        if (item is MessageItem { IsAssistant: false })
        {
            AnswerOpenCalls(open, outputs, repaired);
        }

        repaired.Add(item);
    }

    private static void AnswerOpenCalls(List<FunctionCallItem> open, Dictionary<string, ToolOutputItem> outputs, List<InputItem> repaired)
    {
        foreach (var call in open)
        {
            repaired.Add(outputs.TryGetValue(call.CallId, out var output)
                ? output
                : new ToolOutputItem(default, call.CallId, [new TextPart(Unknown)], IsCustom: false));
        }

        open.Clear();
    }
}
