using System.Text.Json;

namespace CodexFuncGateway.CodexTests.Harness;

/// <summary>What a run of Codex printed, and how it ended.</summary>
internal sealed record CodexRun(ChildResult Result)
{
    /// <summary>The events of <c>--json</c>, one per line.</summary>
    public IReadOnlyList<JsonElement> Events { get; } =
        [.. Result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.StartsWith('{')).Select(ReadEvent)];

    /// <summary>The texts of the assistant's messages, in order.</summary>
    public IReadOnlyList<string> Messages =>
        [.. Events.Where(IsAgentMessage).Select(codexEvent => codexEvent.GetProperty("item").GetProperty("text").GetString() ?? "")];

    /// <summary>Everything that was printed, for assertions on what must not appear and for a failing test's message.</summary>
    public string Transcript => $"exit code {Result.ExitCode}, timed out: {Result.TimedOut}\n{Result.Output}\n--- stderr ---\n{Result.Error}";

    private static JsonElement ReadEvent(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }

    private static bool IsAgentMessage(JsonElement codexEvent) =>
        codexEvent.GetProperty("type").GetString() == "item.completed"
        && codexEvent.GetProperty("item").GetProperty("type").GetString() == "agent_message";
}
