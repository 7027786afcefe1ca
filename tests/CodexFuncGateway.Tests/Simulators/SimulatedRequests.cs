using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CodexFuncGateway.Simulators;

namespace CodexFuncGateway.Tests.Simulators;

/// <summary>Requests handed to a simulated wire directly, without a network between.</summary>
internal static class SimulatedRequests
{
    public static SimulatedRequest To(this JsonNode body, ISimulatedWire wire, params (string Name, string Value)[] headers)
    {
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        var names = headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase);
        return new SimulatedRequest("POST", wire.Path.Base + wire.Path.Resource, names, bytes, JsonSerializer.SerializeToElement(body));
    }

    /// <summary>The good body after one change to it.</summary>
    public static JsonObject With(this JsonObject body, Action<JsonObject> change)
    {
        change(body);
        return body;
    }

    public static JsonArray Messages(this JsonObject body) => body["messages"]!.AsArray();

    public static JsonNode Json(string json) => JsonNode.Parse(json)!;
}
