using System.Text.Json;
using System.Text.RegularExpressions;

namespace CodexFuncGateway.Simulators.Scripts;

/// <summary>A tool call of a step: JSON arguments for a function, bare text for a freeform tool. <c>@{name}</c> stands for the value that has this name in the newest outputs.</summary>
public sealed partial record ScriptedCall(string Tool, string Payload, bool IsFreeform)
{
    public static ScriptedCall Function(string tool, object arguments) => new(tool, JsonSerializer.Serialize(arguments), IsFreeform: false);

    public static ScriptedCall Freeform(string tool, string input) => new(tool, input, IsFreeform: true);

    internal ScriptedCall Recall(IReadOnlyList<string> outputs) => this with { Payload = Recalled().Replace(Payload, match => Find(match.Groups["name"].Value, outputs)) };

    private static string Find(string name, IReadOnlyList<string> outputs) =>
        outputs.Select(output => Regex.Match(output, $"\"{name}\":\"(?<value>[^\"]*)\"")).FirstOrDefault(match => match.Success)?.Groups["value"].Value
            ?? throw new ScriptViolationException($"No output tells a value of \"{name}\".");

    [GeneratedRegex(@"@\{(?<name>\w+)\}")]
    private static partial Regex Recalled();
}
