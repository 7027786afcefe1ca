using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Scripts;

/// <summary>A scripted call in the form in which this very request offers the tool.</summary>
internal sealed record OfferedCall(string Name, string Payload, bool IsCustom)
{
    /// <summary>The one parameter of a function that stands for a freeform tool.</summary>
    private const string InputParameter = "input";

    public static OfferedCall From(ScriptedCall call, IReadOnlyList<OfferedTool> tools)
    {
        var tool = tools.FirstOrDefault(tool => tool.Name == call.Tool)
            ?? throw new ScriptViolationException($"The tool {call.Tool} is not offered; there are: {string.Join(", ", tools.Select(tool => tool.Name))}.");
        return call.IsFreeform && !tool.IsCustom
            ? new OfferedCall(tool.Name, Wrap(call, tool), IsCustom: false)
            : new OfferedCall(tool.Name, call.Payload, tool.IsCustom);
    }

    private static string Wrap(ScriptedCall call, OfferedTool tool)
    {
        var required = tool.Schema.ItemsAt("required").Select(name => name.GetString());
        var type = tool.Schema.At("properties").At(InputParameter).TextAt("type");
        if (!required.SequenceEqual([InputParameter]) || type != "string" || tool.Schema.At("properties").Names().Count() != 1)
        {
            throw new ScriptViolationException($"{tool.Name} is offered as a function, but not with one required string \"input\": {tool.Schema}.");
        }

        if (!tool.Description.Contains("start: ", StringComparison.Ordinal))
        {
            throw new ScriptViolationException($"The description of {tool.Name} does not carry its grammar.");
        }

        return JsonSerializer.Serialize(new Dictionary<string, string> { [InputParameter] = call.Payload });
    }
}
