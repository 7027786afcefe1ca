using System.Text.Json.Nodes;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.OpenAIResponses;

namespace CodexFuncGateway.Tests.Simulators;

/// <summary>Good Responses requests for tests to spoil, and what a fresh simulator says to them.</summary>
internal static class ResponsesRequests
{
    /// <summary>A user's question, a tool call and its output, acceptable to every service.</summary>
    public static JsonObject ToolLoop() => (JsonObject)SimulatedRequests.Json(
        """
        {"model":"grok-4.3","stream":true,"store":false,"include":["reasoning.encrypted_content"],"reasoning":{"effort":"low"},
         "tools":[{"type":"function","name":"shell","description":"Runs.","strict":false,"parameters":{"type":"object","properties":{}}}],
         "input":[
          {"type":"message","role":"developer","content":[{"type":"input_text","text":"Be brief."}]},
          {"type":"message","role":"user","content":[{"type":"input_text","text":"Go."}]},
          {"type":"function_call","id":"fc_1","call_id":"call_1","name":"shell","arguments":"{}","status":"completed"},
          {"type":"function_call_output","id":"fco_1","call_id":"call_1","output":"fine"}]}
        """);

    public static JsonArray Input(this JsonObject body) => body["input"]!.AsArray();

    public static SimulatedRequest ToResponses(this JsonObject body, OpenAIResponsesSimulator wire) =>
        body.To(wire, ("Authorization", "Bearer key"), ("api-key", "key"));

    public static Rejection? Refusal(this JsonObject body, ResponsesQuirks quirks, OpenAIResponsesSimulator? wire = null)
    {
        wire ??= new OpenAIResponsesSimulator(quirks);
        return wire.FindRejection(body.ToResponses(wire));
    }

    public static ResponsesQuirks Named(string name) => name switch
    {
        "azure" => ResponsesProviders.Azure,
        "xai" => ResponsesProviders.Xai,
        "openrouter" => ResponsesProviders.OpenRouter,
        "perplexity" => ResponsesProviders.Perplexity,
        _ => ResponsesProviders.OpenAI,
    };
}
