namespace CodexFuncGateway.Dialects.OpenAIResponses;

/// <summary>The events that say something; all others repeat it, or tell of tools that the upstream runs itself.</summary>
internal enum StreamEventKind
{
    Other,
    TextDelta,
    RefusalDelta,
    SummaryDelta,
    ReasoningDelta,
    ArgumentsDelta,
    ArgumentsDone,
    ItemAdded,
    ItemDone,
    Completed,
    Incomplete,
    Failed,
    Error,
}

/// <summary>Maps event types without making strings of them.</summary>
internal static class StreamEventKinds
{
    public static StreamEventKind Of(ReadOnlySpan<byte> type) => type switch
    {
        _ when type.SequenceEqual("response.output_text.delta"u8) => StreamEventKind.TextDelta,
        _ when type.SequenceEqual("response.refusal.delta"u8) => StreamEventKind.RefusalDelta,
        _ when type.SequenceEqual("response.reasoning_summary_text.delta"u8) => StreamEventKind.SummaryDelta,
        _ when type.SequenceEqual("response.reasoning_text.delta"u8) => StreamEventKind.ReasoningDelta,
        _ when type.SequenceEqual("response.function_call_arguments.delta"u8) => StreamEventKind.ArgumentsDelta,
        _ when type.SequenceEqual("response.function_call_arguments.done"u8) => StreamEventKind.ArgumentsDone,
        _ when type.SequenceEqual("response.output_item.added"u8) => StreamEventKind.ItemAdded,
        _ when type.SequenceEqual("response.output_item.done"u8) => StreamEventKind.ItemDone,
        _ when type.SequenceEqual("response.completed"u8) => StreamEventKind.Completed,
        _ when type.SequenceEqual("response.incomplete"u8) => StreamEventKind.Incomplete,
        _ when type.SequenceEqual("response.failed"u8) => StreamEventKind.Failed,
        _ when type.SequenceEqual("error"u8) => StreamEventKind.Error,
        _ => StreamEventKind.Other,
    };

    /// <summary>The event that would have ended a response of this status.</summary>
    public static StreamEventKind OfStatus(string status) => status switch
    {
        "failed" or "cancelled" => StreamEventKind.Failed,
        "incomplete" => StreamEventKind.Incomplete,
        _ => StreamEventKind.Completed,
    };
}
