using System.Text.Json;

namespace CodexFuncGateway.Simulators.Scripts;

/// <summary>A tool call of a step: JSON arguments for a function, bare text for a freeform tool.</summary>
public sealed record ScriptedCall(string Tool, string Payload, bool IsFreeform)
{
    public static ScriptedCall Function(string tool, object arguments) => new(tool, JsonSerializer.Serialize(arguments), IsFreeform: false);

    public static ScriptedCall Freeform(string tool, string input) => new(tool, input, IsFreeform: true);
}
