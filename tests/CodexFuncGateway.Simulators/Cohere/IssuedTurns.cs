using System.Collections.Concurrent;
using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Cohere;

/// <summary>
/// What this simulator thought and planned before each of its calls. The service would answer without it too, or with something else in
/// its place, but the model would have lost its thread: that ends the session.
/// </summary>
internal sealed class IssuedTurns
{
    private readonly ConcurrentDictionary<string, (string Thinking, string Plan)> turnByCall = new();

    public void Remember(CohereReply reply)
    {
        foreach (var (id, _) in reply.Calls)
        {
            turnByCall[id] = (reply.Thinking, reply.Plan);
        }
    }

    public void ThrowIfChanged(JsonElement body)
    {
        foreach (var message in body.ItemsAt("messages").Where(message => message.ItemsAt("tool_calls").Count > 0))
        {
            var cameBack = (Thinking(message), message.TextAt("tool_plan") ?? "");
            if (turnByCall.TryGetValue(message.ItemsAt("tool_calls")[0].TextAt("id")!, out var issued) && issued != cameBack)
            {
                throw new ScriptViolationException($"The turn {issued} came back as {cameBack}.");
            }
        }
    }

    private static string Thinking(JsonElement message) => string.Concat(message.ItemsAt("content").Select(part => part.TextAt("thinking")));
}
