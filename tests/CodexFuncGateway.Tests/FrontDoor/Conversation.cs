using System.Text.Json;
using System.Text.Json.Nodes;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>What a client keeps of a session and sends again with every request.</summary>
internal sealed class Conversation
{
    private static readonly JsonNode Tools = JsonNode.Parse(
        """[{"type":"function","name":"look","description":"Looks at a file.","parameters":{"type":"object","properties":{"path":{"type":"string"}},"required":["path"]}}]""")!;

    private List<JsonNode> items = [];

    public Conversation Say(string text)
    {
        items.Add(JsonSerializer.SerializeToNode(new { type = "message", role = "user", content = new[] { new { type = "input_text", text } } })!);
        return this;
    }

    /// <summary>Answers every call that has no output yet.</summary>
    public Conversation Answer(string output)
    {
        var answered = items.Where(item => Type(item) == "function_call_output").Select(CallId).ToHashSet();
        foreach (var call in items.Where(item => Type(item) == "function_call" && !answered.Contains(CallId(item))).ToArray())
        {
            items.Add(JsonSerializer.SerializeToNode(new { type = "function_call_output", call_id = CallId(call), output })!);
        }

        return this;
    }

    /// <summary>Takes what the model said into the history.</summary>
    public Conversation Hear(Answer answer)
    {
        items.AddRange(answer.Items().Select(item => JsonNode.Parse(item.GetRawText())!));
        return this;
    }

    /// <summary>Keeps the user's words and one item of the gateway's, as Codex does.</summary>
    public Conversation ReplaceBy(JsonElement compaction)
    {
        items = [.. items.Where(item => (string?)item["role"] == "user"), JsonNode.Parse(compaction.GetRawText())!];
        return this;
    }

    public string Request(string model, bool stream = true, bool compact = false, bool tools = true) => new JsonObject
    {
        ["model"] = model,
        ["stream"] = stream,
        ["store"] = false,
        ["include"] = new JsonArray("reasoning.encrypted_content"),
        ["tools"] = tools ? Tools.DeepClone() : new JsonArray(),
        ["tool_choice"] = "auto",
        ["parallel_tool_calls"] = tools,
        ["input"] = new JsonArray([.. items.Select(item => item.DeepClone()), .. compact ? (JsonNode[])[new JsonObject { ["type"] = "compaction_trigger" }] : []]),
    }.ToJsonString();

    private static string? Type(JsonNode item) => (string?)item["type"];

    private static string? CallId(JsonNode item) => (string?)item["call_id"];
}
