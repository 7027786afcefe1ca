using System.Text;
using System.Text.Json;
using CodexFuncGateway.Simulators.Json;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Simulators.Gemini;

/// <summary>
/// A step as parts: thoughts, where they are asked for, then words, then calls. The first call is signed, or, where there is none, an empty
/// part at the end; by older models only where they thought.
/// </summary>
internal static class ReplyParts
{
    public static IReadOnlyList<JsonElement> Write(JsonElement body, NumberedStep step, ModelTraits traits)
    {
        var tools = body.ItemsAt("tools").SelectMany(tool => tool.ItemsAt("functionDeclarations")).Select(ReadTool).ToList();
        var tellsThoughts = body.At("generationConfig").At("thinkingConfig").IsTrueAt("includeThoughts");
        var signature = step.Step.Reasoning is { } reasoning ? Sign(reasoning.Payload) : traits.IsThird ? Sign($"step {step.Number}") : null;
        var calls = step.Step.Calls.Select((call, index) => WriteCall(OfferedCall.From(call, tools), traits.GivesIds ? step.CallId("", index) : null, index == 0 ? signature : null));
        IEnumerable<object> parts =
        [
            .. SseFrames.Pieces(tellsThoughts ? step.Step.Reasoning?.Text ?? "" : "").Select(text => new { text, thought = true }),
            .. step.Step.Search is { } search && body.At("toolConfig").IsTrueAt("includeServerSideToolInvocations") ? WriteSearch(search, step) : [],
            .. SseFrames.Pieces(step.Step.Text ?? "").Select(text => new { text }),
            .. calls,
            signature is not null && step.Step.Calls.Count == 0 ? new { text = "", thoughtSignature = signature } : new { text = "" },
        ];
        return [.. parts.Select(part => JsonSerializer.SerializeToElement(part))];
    }

    /// <summary>Told, and signed, where the request asks for that.</summary>
    private static object[] WriteSearch(ScriptedSearch search, NumberedStep step) =>
    [
        new { toolCall = new { toolType = "GOOGLE_SEARCH_WEB", args = new { queries = new[] { search.Query } }, id = $"s{step.Number}" }, thoughtSignature = Sign($"asked {step.Number}") },
        new { toolResponse = new { toolType = "GOOGLE_SEARCH_WEB", response = new { search_suggestions = "…" }, id = $"s{step.Number}" }, thoughtSignature = Sign($"found {step.Number}") },
    ];

    private static string Sign(string payload) => Convert.ToBase64String(Encoding.UTF8.GetBytes(payload));

    private static Dictionary<string, object> WriteCall(OfferedCall call, string? id, string? signature)
    {
        var function = new Dictionary<string, object> { ["name"] = call.Name, ["args"] = JsonElement.Parse(call.Payload) };
        var part = new Dictionary<string, object> { ["functionCall"] = function };
        if (id is not null)
        {
            function["id"] = id;
        }

        if (signature is not null)
        {
            part["thoughtSignature"] = signature;
        }

        return part;
    }

    private static OfferedTool ReadTool(JsonElement function) => new(
        function.TextAt("name") ?? "", function.TextAt("description") ?? "", function.Has("parametersJsonSchema") ? function.At("parametersJsonSchema") : function.At("parameters"), IsCustom: false);
}
