using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Bedrock;

/// <summary>A request to Converse, with what its path says.</summary>
internal sealed record ConverseCall(BedrockModel Model, bool IsStreamed, JsonElement Body)
{
    public IReadOnlyList<JsonElement> Messages { get; } = Body.ItemsAt("messages");

    public IReadOnlyList<JsonElement> Tools { get; } = Body.At("toolConfig").ItemsAt("tools");

    public JsonElement ModelFields { get; } = Body.At("additionalModelRequestFields");

    public IEnumerable<JsonElement> Blocks => Messages.SelectMany(message => message.ItemsAt("content"));

    /// <summary>Whether Claude is asked to think.</summary>
    public bool Thinks => ModelFields.At("thinking").TextAt("type") is "enabled" or "adaptive";

    public bool HasBudget => ModelFields.At("thinking").TextAt("type") == "enabled";

    /// <summary>Null where the path leads to another operation.</summary>
    public static ConverseCall? Read(SimulatedRequest request)
    {
        var path = request.Target.Split('?')[0].Split('/');
        return path is ["", "model", var model, "converse" or "converse-stream"]
            ? new ConverseCall(new BedrockModel(Uri.UnescapeDataString(model)), path[^1] == "converse-stream", request.Json)
            : null;
    }
}
