using System.Text.Json.Nodes;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Anthropic;

namespace CodexFuncGateway.Tests.Simulators;

/// <summary>Good Messages requests for tests to spoil, and what a fresh simulator says to them.</summary>
internal static class AnthropicRequests
{
    private static readonly (string, string)[] Headers = [("x-api-key", "key"), ("anthropic-version", "2023-06-01")];

    /// <summary>A user's question, a tool call and its result.</summary>
    public static JsonObject ToolLoop() => (JsonObject)SimulatedRequests.Json(
        """
        {"model":"claude-sonnet-4-5","max_tokens":4096,"stream":true,
         "system":[{"type":"text","text":"Be brief."}],
         "tools":[{"name":"shell","description":"Runs.","input_schema":{"type":"object","properties":{}}}],
         "messages":[
          {"role":"user","content":[{"type":"text","text":"Go."}]},
          {"role":"assistant","content":[{"type":"tool_use","id":"toolu_1","name":"shell","input":{}}]},
          {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"fine"}]}]}
        """);

    /// <summary>The user's question alone.</summary>
    public static JsonObject Question() => ToolLoop().With(body => body["messages"] = SimulatedRequests.Json("""[{"role":"user","content":"Go."}]"""));

    public static JsonArray Content(this JsonObject body, int message) => body.Messages()[message]!["content"]!.AsArray();

    public static SimulatedRequest ToAnthropic(this JsonObject body, AnthropicSimulator wire) => body.To(wire, Headers);

    /// <summary>The message of the refusal; null when the request is accepted.</summary>
    public static string? Refusal(this JsonObject body, AnthropicSimulator? wire = null)
    {
        wire ??= new AnthropicSimulator();
        var rejection = wire.FindRejection(body.ToAnthropic(wire));
        return rejection is null ? null : JsonNode.Parse(rejection.Body)!["error"]!["message"]!.GetValue<string>();
    }
}
