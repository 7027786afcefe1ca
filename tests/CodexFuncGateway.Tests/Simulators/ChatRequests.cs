using System.Text.Json.Nodes;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.ChatCompletions;

namespace CodexFuncGateway.Tests.Simulators;

/// <summary>Good chat completions requests for tests to spoil, and what a fresh simulator says to them.</summary>
internal static class ChatRequests
{
    /// <summary>A user's question, a tool call and its result, acceptable to every provider.</summary>
    public static JsonObject ToolLoop() => (JsonObject)SimulatedRequests.Json(
        """
        {"model":"a-model","stream":true,
         "tools":[{"type":"function","function":{"name":"shell","description":"Runs.","parameters":{"type":"object","properties":{}}}}],
         "messages":[
          {"role":"system","content":"Be brief."},
          {"role":"user","content":"Go."},
          {"role":"assistant","content":"","tool_calls":[{"id":"abcDEF123","type":"function","function":{"name":"shell","arguments":"{}"}}]},
          {"role":"tool","tool_call_id":"abcDEF123","content":"fine"}]}
        """);

    public static SimulatedRequest ToChat(this JsonObject body, ChatCompletionsSimulator wire) => body.To(wire, ("Authorization", "Bearer key"));

    public static Rejection? Refusal(this JsonObject body, ChatQuirks quirks)
    {
        var wire = new ChatCompletionsSimulator(quirks);
        return wire.FindRejection(body.ToChat(wire));
    }

    public static ChatQuirks Named(string name) => name switch
    {
        "mistral" => ChatProviders.Mistral,
        "groq" => ChatProviders.Groq,
        "cerebras" => ChatProviders.Cerebras,
        "vllm" => ChatProviders.Vllm,
        "ollama" => ChatProviders.Ollama,
        "huggingface" => ChatProviders.HuggingFace,
        "nebius" => ChatProviders.Nebius,
        "parasail" => ChatProviders.Parasail,
        "sgl" => ChatProviders.Sgl,
        "azure" => ChatProviders.Azure,
        "azure-mistral" => ChatProviders.AzureMistral,
        "deepseek" => ChatProviders.DeepSeek,
        _ => ChatProviders.Generic,
    };
}
