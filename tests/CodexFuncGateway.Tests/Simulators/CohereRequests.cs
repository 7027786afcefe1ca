using System.Text.Json.Nodes;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Cohere;

namespace CodexFuncGateway.Tests.Simulators;

/// <summary>A good request to Cohere for tests to spoil, and what a fresh simulator says to it.</summary>
internal static class CohereRequests
{
    /// <summary>A user's question, a tool call with its plan, and the result.</summary>
    public static JsonObject CohereLoop(string model = "command-a-reasoning-08-2025") => (JsonObject)SimulatedRequests.Json(
        """
        {"model":"a-model","stream":true,
         "tools":[{"type":"function","function":{"name":"shell","description":"Runs.","parameters":{"type":"object","properties":{"cmd":{"type":"string"}},"required":["cmd"]}}}],
         "messages":[
          {"role":"system","content":"Be brief."},
          {"role":"user","content":[{"type":"text","text":"Go."}]},
          {"role":"assistant","tool_plan":"I will.","tool_calls":[{"id":"shell_1","type":"function","function":{"name":"shell","arguments":"{}"}}]},
          {"role":"tool","tool_call_id":"shell_1","content":[{"type":"document","document":{"data":"fine"}}]}]}
        """.Replace("a-model", model, StringComparison.Ordinal));

    public static SimulatedRequest ToCohere(this JsonObject body, CohereSimulator wire) => body.To(wire, ("Authorization", "Bearer key"));

    public static Rejection? RefusalOfCohere(this JsonObject body)
    {
        var wire = new CohereSimulator();
        return wire.FindRejection(body.ToCohere(wire));
    }
}
