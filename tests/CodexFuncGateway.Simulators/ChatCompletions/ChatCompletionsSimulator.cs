using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.ChatCompletions;

/// <summary>A host of chat completions with a provider's quirks.</summary>
public sealed class ChatCompletionsSimulator(ChatQuirks quirks) : ISimulatedWire
{
    private static readonly Func<JsonElement, ChatQuirks, ChatProblem?>[] Rules =
    [
        FieldRules.FindProblem,
        ToolRules.FindProblem,
        MessageRules.FindProblem,
        TurnRules.FindProblem,
        CallRules.FindProblem,
    ];

    private readonly IssuedReasoning issued = new(quirks);

    public WirePath Path { get; } = new(quirks.BasePath, "/chat/completions");

    public Rejection? FindRejection(SimulatedRequest request)
    {
        if (quirks.Admission?.Invoke(request) is { } stranger)
        {
            return stranger;
        }

        var problem = FindMissingKey(request)
            ?? Rules.Select(rule => rule(request.Json, quirks)).FirstOrDefault(problem => problem is not null)
            ?? issued.FindProblem(request.Json);
        return problem is null ? null : ChatErrors.Write(quirks.Errors, problem);
    }

    public Rejection Overflow => ChatErrors.Write(quirks.Errors, quirks.Overflow);

    public IReadOnlyList<string> ReadNewOutputs(SimulatedRequest request) =>
    [
        .. request.Json.ItemsAt("messages").Reverse().TakeWhile(message => message.TextAt("role") != "assistant" || IsFiller(message)).Reverse()
            .Where(message => message.TextAt("role") == "tool").Select(message => message.At("content").PlainText()),
    ];

    /// <summary>What stands between a tool and a user where the wire wants the assistant to come between them; no script of ours says it.</summary>
    private static bool IsFiller(JsonElement message) => message.At("content").PlainText() == "Noted.";

    public SimulatedReply WriteReply(SimulatedRequest request, NumberedStep step)
    {
        issued.ThrowIfMissing(request.Json);
        var reply = ChatReply.From(request.Json, step, quirks);
        issued.Remember(reply);
        return new SimulatedReply(new ChatFrames(request.Json, quirks, step).Write(reply));
    }

    private ChatProblem? FindMissingKey(SimulatedRequest request)
    {
        var hasKey = request.Headers.GetValueOrDefault("Authorization") is { } value && value.StartsWith("Bearer ", StringComparison.Ordinal) && value.Length > 7;
        return hasKey || !quirks.NeedsKey || quirks.Admission is not null ? null : new ChatProblem("Invalid API Key", Status: 401, Code: "invalid_api_key");
    }
}
