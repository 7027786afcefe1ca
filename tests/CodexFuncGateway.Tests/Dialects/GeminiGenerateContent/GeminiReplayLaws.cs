using System.Text.Json;
using System.Text.Json.Nodes;
using CodexFuncGateway.Dialects.GeminiGenerateContent;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Tests.Laws;
using CodexFuncGateway.Tests.Laws.Support;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Dialects.GeminiGenerateContent;

/// <summary>What the model said, told to a client and brought back by it, reaches the model as it was: every part, in its place, with its signature. Of calls that were told in pieces only the arguments are not compared.</summary>
[Collection(RunAlone.Name)]
public sealed class GeminiReplayLaws
{
    public static TheoryData<string> Replies { get; } = LawCases.Names(@case =>
        @case.Recording is { Dialect: "gemini-generate-content", IsError: false } && !UpstreamComplaint.IsIn(@case.Recording) && SaidParts(@case.Recording).Any());

    [Theory]
    [MemberData(nameof(Replies))]
    public async Task What_the_model_said_goes_back_part_by_part(string name)
    {
        var @case = LawCases.Get(name);
        var response = JsonNode.Parse((await Replay.OfAsync(@case)).Response)!;

        var replayed = Map(@case, Continue(response["output"]!.AsArray()));

        var knowsArguments = @case.Recording.Body.AsSpan().IndexOf("partialArgs"u8) < 0;
        Assert.Equal(Spell(SaidParts(@case.Recording), knowsArguments), Spell(replayed, knowsArguments));
    }

    /// <summary>The parts without thoughts, which are told for people only, and of calls told in pieces only the first.</summary>
    private static IEnumerable<JsonElement> SaidParts(Recording recording) => recording.Documents
        .SelectMany(json => json.TryGetProperty("candidates", out var candidates) ? candidates.EnumerateArray().Take(1) : [])
        .SelectMany(candidate => candidate.TryGetProperty("content", out var content) && content.TryGetProperty("parts", out var parts) ? parts.EnumerateArray().ToArray() : [])
        .Where(part => part.TryGetProperty("thoughtSignature", out _) || !part.TryGetProperty("thought", out _))
        .Where(part => !part.TryGetProperty("functionCall", out var call) || call.TryGetProperty("name", out _));

    /// <summary>The user's next request: what was answered, and an output for each call.</summary>
    private static JsonElement Continue(JsonArray output)
    {
        var calls = output.Where(item => item!["type"]!.GetValue<string>() == "function_call");
        var outputs = calls.Select(call => (JsonNode)new JsonObject { ["type"] = "function_call_output", ["call_id"] = call!["call_id"]!.DeepClone(), ["output"] = "done" }).ToArray();
        var input = new JsonArray([.. output.Select(item => item!.DeepClone()), .. outputs]);
        input.Insert(0, new JsonObject { ["role"] = "user", ["content"] = "Go." });
        input.Add(new JsonObject { ["role"] = "user", ["content"] = "Go on." });
        return JsonSerializer.SerializeToElement(new JsonObject { ["model"] = "m", ["input"] = input });
    }

    private static JsonElement[] Map(LawCase @case, JsonElement body)
    {
        var route = @case.Route with { Capabilities = @case.Route.Capabilities with { SignedCalls = false } };
        var prepared = new RequestPreparation(Replay.Envelope).Prepare(ResponsesRequestReader.Read(JsonView.Parse(body.GetRawText())), route);
        var mapped = JsonElement.Parse(new GeminiGenerateContentDialect().MapRequest(prepared.Request, route).Body.Span);
        return [.. mapped.GetProperty("contents").EnumerateArray().Where(turn => turn.GetProperty("role").GetString() == "model").SelectMany(turn => turn.GetProperty("parts").EnumerateArray())];
    }

    /// <summary>A line for each part; text that nobody signed may be cut anywhere, so neighbours count as one.</summary>
    private static List<string> Spell(IEnumerable<JsonElement> parts, bool knowsArguments)
    {
        var lines = new List<string>();
        var text = "";
        foreach (var part in parts)
        {
            var isPlainText = part.TryGetProperty("text", out var said) && !part.TryGetProperty("thoughtSignature", out _);
            text += isPlainText ? said.GetString() : "";
            if (!isPlainText)
            {
                Flush(ref text, lines);
                lines.Add(Spell(part, knowsArguments));
            }
        }

        Flush(ref text, lines);
        return lines;
    }

    private static void Flush(ref string text, List<string> lines)
    {
        if (text.Length > 0)
        {
            lines.Add($"text {text}");
            text = "";
        }
    }

    private static string Spell(JsonElement part, bool knowsArguments)
    {
        var spelt = part.EnumerateObject().ToDictionary(property => property.Name, property => JsonSerializer.Serialize(property.Value));
        if (part.TryGetProperty("functionCall", out var call))
        {
            var arguments = call.TryGetProperty("args", out var args) ? JsonSerializer.Serialize(args) : "{}";
            spelt["functionCall"] = $"{call.GetProperty("name")} {(knowsArguments ? arguments : "")}";
        }

        return string.Join(' ', spelt.OrderBy(property => property.Key, StringComparer.Ordinal).Select(property => $"{property.Key}: {property.Value}"));
    }
}
