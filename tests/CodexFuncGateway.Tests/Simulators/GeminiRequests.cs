using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Gemini;

namespace CodexFuncGateway.Tests.Simulators;

/// <summary>Good generateContent requests for tests to spoil, and what a simulator says to them.</summary>
internal static class GeminiRequests
{
    public const string Newer = "gemini-3.5-flash";

    public const string Older = "gemini-2.5-flash";

    /// <summary>A user's question, a tool call that another model made and its output.</summary>
    public static JsonObject ToolLoop() => (JsonObject)SimulatedRequests.Json(
        """
        {"systemInstruction":{"parts":[{"text":"Be brief."}]},
         "tools":[{"functionDeclarations":[{"name":"shell","description":"Runs.","parametersJsonSchema":{"type":"object","properties":{"command":{"type":"string"}}}}]}],
         "generationConfig":{"thinkingConfig":{"includeThoughts":true}},
         "contents":[
          {"role":"user","parts":[{"text":"Go."}]},
          {"role":"model","parts":[{"functionCall":{"id":"c1","name":"shell","args":{}},"thoughtSignature":"skip_thought_signature_validator"}]},
          {"role":"user","parts":[{"functionResponse":{"id":"c1","name":"shell","response":{"output":"fine"}}}]}]}
        """);

    /// <summary>The user's question alone.</summary>
    public static JsonObject Question() => ToolLoop().With(body => body["contents"] = SimulatedRequests.Json("""[{"role":"user","parts":[{"text":"Go."}]}]"""));

    public static JsonArray Contents(this JsonObject body) => body["contents"]!.AsArray();

    public static JsonArray Parts(this JsonObject body, int content) => body.Contents()[content]!["parts"]!.AsArray();

    public static JsonObject Part(this JsonObject body, int content, int part = 0) => body.Parts(content)[part]!.AsObject();

    public static JsonObject Function(this JsonObject body) => body["tools"]![0]!["functionDeclarations"]![0]!.AsObject();

    public static JsonObject Settings(this JsonObject body) => body["generationConfig"]!.AsObject();

    public static SimulatedRequest ToGemini(this JsonObject body, string model = Newer, string method = "streamGenerateContent", string query = "?alt=sse", bool isVertex = false)
    {
        var path = $"{(isVertex ? "/v1beta1/projects/p/locations/global/publishers/google" : "/v1beta")}/models/{model}:{method}";
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["x-goog-api-key"] = "key" };
        return new SimulatedRequest("POST", path, headers, Encoding.UTF8.GetBytes(body.ToJsonString()), JsonSerializer.SerializeToElement(body)) { Target = path + query };
    }

    /// <summary>The message of the refusal; null when the request is accepted.</summary>
    public static string? GeminiRefusal(this JsonObject body, string model = Newer, GeminiSimulator? wire = null, bool isVertex = false)
    {
        wire ??= new GeminiSimulator(isVertex ? GeminiService.Vertex : GeminiService.Developer);
        var rejection = wire.FindRejection(body.ToGemini(model, isVertex: isVertex));
        return rejection is null ? null : JsonNode.Parse(rejection.Body)!["error"]!["message"]!.GetValue<string>();
    }
}
