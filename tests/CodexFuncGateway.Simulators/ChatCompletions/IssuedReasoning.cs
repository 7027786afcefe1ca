using System.Collections.Concurrent;
using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.ChatCompletions;

/// <summary>The reasoning that this simulator gave out, by the tool call that it led to, and what has come back of it.</summary>
internal sealed class IssuedReasoning(ChatQuirks quirks)
{
    private readonly ConcurrentDictionary<string, string> textByCall = new();

    public void Remember(ChatReply reply)
    {
        foreach (var call in reply.Calls)
        {
            textByCall[call.Id] = reply.Reasoning;
        }
    }

    /// <summary>The refusal of a host that insists on reasoning.</summary>
    public ChatProblem? FindProblem(JsonElement body) =>
        quirks.Replay == ReasoningReplay.Required && ToolTurns(body).Any(turn => turn.Issued is null or { Length: > 0 } && turn.CameBack.Length == 0)
            ? new ChatProblem($"The `{quirks.ReasoningField}` in the thinking mode must be passed back to the API.")
            : null;

    /// <summary>Where a host would answer anyway, reasoning that is lost or changed still ends the session.</summary>
    public void ThrowIfMissing(JsonElement body)
    {
        foreach (var (issued, cameBack) in ToolTurns(body))
        {
            var mayBeAbsent = quirks.Replay is ReasoningReplay.Tolerated or ReasoningReplay.Refused;
            if (issued is not null && issued != cameBack && !(mayBeAbsent && cameBack.Length == 0))
            {
                throw new ScriptViolationException($"The reasoning \"{issued}\" came back as \"{cameBack}\".");
            }
        }
    }

    /// <summary>For each turn with calls: what was thought before it (null when the turn is not this simulator's), and what the request says was thought.</summary>
    private IEnumerable<(string? Issued, string CameBack)> ToolTurns(JsonElement body) =>
        from message in body.ItemsAt("messages")
        from call in message.ItemsAt("tool_calls").Take(1)
        select (textByCall.GetValueOrDefault(call.TextAt("id") ?? ""), ReadReasoning(message));

    private string ReadReasoning(JsonElement message) =>
        quirks.ReasoningField is { } field
            ? message.TextAt(field) ?? ""
            : string.Concat(message.ItemsAt("content").Where(part => part.TextAt("type") == "thinking").Select(part => part.At("thinking").PlainText()));
}
