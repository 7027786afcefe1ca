using System.Text.Json;
using System.Text.Json.Nodes;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>A session as Codex keeps it: stateless, so every request brings all that was said.</summary>
internal sealed class CaseConversation(string model)
{
    private readonly JsonArray input = [];
    private readonly JsonArray tools = [];
    private readonly Dictionary<string, object> settings = new() { ["stream"] = true };
    private List<JsonElement> calls = [];

    /// <summary>Another model, as <c>/model</c> would choose it in mid-session.</summary>
    public string Model { get; set; } = model;

    public JsonArray Input => input;

    public CaseConversation Say(string text, string role = "user") =>
        Add(new { type = "message", role, content = new[] { new { type = role == "assistant" ? "output_text" : "input_text", text } } });

    public CaseConversation Add(object item)
    {
        input.Add(JsonSerializer.SerializeToNode(item));
        return this;
    }

    public CaseConversation Offer(params object[] definitions)
    {
        foreach (var definition in definitions)
        {
            tools.Add(definition is string json ? JsonNode.Parse(json) : JsonSerializer.SerializeToNode(definition));
        }

        return this;
    }

    public CaseConversation Set(string name, object value)
    {
        settings[name] = value;
        return this;
    }

    /// <summary>Takes a reply into the history, without the ids, which Codex does not send back.</summary>
    public void Remember(JsonElement response)
    {
        var output = response.GetProperty("output").EnumerateArray().ToList();
        calls = [.. output.Where(item => item.TryGetProperty("call_id", out _))];
        foreach (var item in output)
        {
            var kept = JsonObject.Create(item)!;
            kept.Remove("id");
            input.Add(kept);
        }
    }

    /// <summary>Gives the outputs of the last reply's calls, in their order.</summary>
    public CaseConversation Answer(params object[] outputs)
    {
        foreach (var (call, output) in calls.Zip(outputs))
        {
            Add(new { type = $"{call.GetProperty("type").GetString()}_output", call_id = call.GetProperty("call_id").GetString(), output });
        }

        return this;
    }

    public string ToJson()
    {
        var body = JsonSerializer.SerializeToNode(settings)!.AsObject();
        (body["model"], body["store"], body["include"]) = (Model, false, new JsonArray("reasoning.encrypted_content"));
        (body["input"], body["tools"]) = (input.DeepClone(), tools.DeepClone());
        return body.ToJsonString();
    }
}
