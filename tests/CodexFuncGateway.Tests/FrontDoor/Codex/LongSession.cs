using System.Text.Json;
using System.Text.Json.Nodes;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Tests.FrontDoor.Codex;

/// <summary>
/// A long day's work in the form in which Codex sends it: the whole conversation with every request, each byte of it as before. In each turn the user
/// asks, the model calls in two rounds, the second of them with several calls at once, and answers.
/// </summary>
internal sealed class LongSession(string model)
{
    public const int RequestsPerTurn = 3;
    private const int CallsAtOnce = 12;

    private readonly JsonArray input = [Message("developer", string.Concat(Enumerable.Repeat("Be precise, be useful, be honest. ", 400)))];

    /// <summary>What the model says in this many turns.</summary>
    public static ScriptedSession Script(int turns) => new([.. Enumerable.Range(0, turns).SelectMany(Turn)]);

    /// <summary>The next request of the session, the first of a turn with the user's words.</summary>
    public string Ask(int request)
    {
        if (request % RequestsPerTurn == 0)
        {
            input.Add(Message("user", $"Task {request}: {string.Concat(Enumerable.Repeat("find out why it fails and repair it. ", 6))}"));
        }

        return new JsonObject
        {
            ["model"] = model, ["stream"] = true, ["store"] = false, ["include"] = new JsonArray("reasoning.encrypted_content"), ["prompt_cache_key"] = "session-1",
            ["reasoning"] = new JsonObject { ["effort"] = "medium", ["summary"] = "auto" }, ["tool_choice"] = "auto", ["parallel_tool_calls"] = true,
            ["tools"] = Tools(), ["input"] = input.DeepClone(),
        }.ToJsonString();
    }

    /// <summary>Takes what was answered, and what its calls brought, into the conversation.</summary>
    public void Take(Answer answer)
    {
        var output = answer.Terminal.Response.GetProperty("output").EnumerateArray().ToList();
        output.ForEach(item => input.Add(JsonNode.Parse(item.GetRawText())));
        foreach (var call in output.Where(item => item.GetProperty("type").GetString() == "function_call"))
        {
            var id = call.GetProperty("call_id").GetString()!;
            input.Add(new JsonObject { ["type"] = "function_call_output", ["id"] = $"fco_{id}", ["call_id"] = id, ["output"] = $"Output of {id}\n{string.Concat(Enumerable.Repeat("line of a file\n", 20))}" });
        }
    }

    private static ScriptedStep[] Turn(int turn) =>
    [
        new ScriptedStep { Reasoning = Thought(turn, "a"), Text = "I look.", Calls = [Call("ls")] },
        new ScriptedStep { ExpectedOutputs = ["Output"], Reasoning = Thought(turn, "b"), Calls = [.. Enumerable.Range(0, CallsAtOnce).Select(file => Call($"cat {file}"))] },
        new ScriptedStep { ExpectedOutputs = [.. Enumerable.Repeat("Output", CallsAtOnce)], Reasoning = Thought(turn, "c"), Text = "It is repaired." },
    ];

    private static ScriptedReasoning Thought(int turn, string part) => new(string.Concat(Enumerable.Repeat($"Thought {turn}{part}. ", 20)), $"EpQBsig+{turn:D4}{part}==");

    private static ScriptedCall Call(string command) => ScriptedCall.Function("exec_command", new { cmd = command });

    private static JsonObject Message(string role, string text) =>
        new() { ["type"] = "message", ["role"] = role, ["content"] = new JsonArray(new JsonObject { ["type"] = "input_text", ["text"] = text }) };

    private static JsonArray Tools() =>
        [.. new[] { "exec_command", "write_stdin", "view_image" }.Select(name => JsonSerializer.SerializeToNode(new
        {
            type = "function",
            name,
            description = string.Concat(Enumerable.Repeat($"About {name}. ", 40)),
            strict = false,
            parameters = new { type = "object", properties = new { cmd = new { type = "string" } }, additionalProperties = false },
        }))];
}
