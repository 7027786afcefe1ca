using System.Text.Json;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>Tools as Codex offers them.</summary>
internal static class CaseTools
{
    public const string Grammar = "start: begin_patch hunk+ end_patch\nbegin_patch: \"*** Begin Patch\" LF\nhunk: /.+/ LF\nend_patch: \"*** End Patch\" LF?\n%import common.LF";
    public const string Patch = "*** Begin Patch\n*** Update File: größe.md\n@@\n-a \"quoted\" \\ line\n+→ 🚀 {\"json\": true}\n*** End Patch\n";

    public static object Look { get; } = Function("look");

    /// <summary>Freeform, with a grammar and no description, as Codex ships it.</summary>
    public static object ApplyPatch { get; } = new { type = "custom", name = "apply_patch", format = new { type = "grammar", syntax = "lark", definition = Grammar } };

    public static ScriptedStep Done { get; } = new() { Text = "Done." };

    public static object Function(string name, object? parameters = null) =>
        new { type = "function", name, description = $"The tool {name}.", strict = false, parameters = parameters ?? Schema };

    public static ScriptedCall CallLook(string path) => ScriptedCall.Function("look", new { path });

    /// <summary>Items of a type in a response's output.</summary>
    public static IReadOnlyList<JsonElement> Items(this JsonElement response, string type) =>
        [.. response.GetProperty("output").EnumerateArray().Where(item => item.GetProperty("type").GetString() == type)];

    public static string Text(this JsonElement item, string name) => item.GetProperty(name).GetString()!;

    /// <summary>Every text that stands anywhere in a body.</summary>
    public static IEnumerable<string> Texts(this JsonElement body) => body.ValueKind switch
    {
        JsonValueKind.String => [body.GetString()!],
        JsonValueKind.Array => body.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => body.EnumerateObject().SelectMany(member => Texts(member.Value)),
        _ => [],
    };

    private static object Schema => new { type = "object", properties = new { path = new { type = "string" } }, required = new[] { "path" } };
}
