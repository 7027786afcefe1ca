using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Bedrock;

namespace CodexFuncGateway.Tests.Simulators;

/// <summary>Good Converse requests for tests to spoil, and what a fresh simulator says to them.</summary>
internal static class BedrockRequests
{
    public const string Key = "bedrock-api-key";
    public const string Claude = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
    public const string Nova = "us.amazon.nova-lite-v1:0";
    public const string Llama = "us.meta.llama3-3-70b-instruct-v1:0";

    /// <summary>A user's question, a tool call and its result.</summary>
    public static JsonObject ToolLoop() => (JsonObject)SimulatedRequests.Json(
        """
        {"system":[{"text":"Be brief."}],
         "toolConfig":{"tools":[{"toolSpec":{"name":"shell","description":"Runs.","inputSchema":{"json":{"type":"object","properties":{}}}}}]},
         "messages":[
          {"role":"user","content":[{"text":"Go."}]},
          {"role":"assistant","content":[{"toolUse":{"toolUseId":"tooluse_1","name":"shell","input":{}}}]},
          {"role":"user","content":[{"toolResult":{"toolUseId":"tooluse_1","content":[{"text":"fine"}]}}]}]}
        """);

    public static JsonArray Blocks(this JsonObject body, int message) => body.Messages()[message]!["content"]!.AsArray();

    public static JsonObject Spec(this JsonObject body) => body["toolConfig"]!["tools"]![0]!["toolSpec"]!.AsObject();

    public static SimulatedRequest ToBedrock(this JsonObject body, string model, string operation = "converse-stream")
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Authorization"] = $"Bearer {Key}" };
        return new SimulatedRequest("POST", $"/model/{model}/{operation}", headers, Encoding.UTF8.GetBytes(body.ToJsonString()), JsonSerializer.SerializeToElement(body));
    }

    /// <summary>The message of the refusal; null when the request is accepted.</summary>
    public static string? BedrockRefusal(this JsonObject body, string model = Claude, string operation = "converse-stream", BedrockSimulator? wire = null) =>
        (wire ?? new BedrockSimulator(new AwsAccount { ApiKey = Key })).FindRejection(body.ToBedrock(model, operation)) is { } rejection
            ? JsonNode.Parse(rejection.Body)!["message"]!.GetValue<string>()
            : null;
}
