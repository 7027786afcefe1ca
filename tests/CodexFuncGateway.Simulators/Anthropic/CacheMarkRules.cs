using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Anthropic;

/// <summary>Prompt-cache marks: at most four, of a known kind, a longer life before a shorter one.</summary>
internal static class CacheMarkRules
{
    private const int MostMarks = 4;

    private static readonly HashSet<string> MarkNames = ["type", "ttl"];

    /// <remarks>Marks on thinking blocks are unknown names there, and marks on empty text stand on blocks that are refused anyway: ContentRules finds both.</remarks>
    public static string? FindProblem(JsonElement body)
    {
        var marks = Marks(body).ToList();
        if (marks.Count > MostMarks)
        {
            return $"A maximum of {MostMarks} blocks with cache_control may be provided. Found {marks.Count}.";
        }

        return marks.Select(FindWrongMark).FirstOrDefault(problem => problem is not null) ?? FindWrongOrder(marks);
    }

    /// <summary>All marks in the order in which the prompt is built: tools, system, messages, and the automatic one at the end.</summary>
    private static IEnumerable<JsonElement> Marks(JsonElement body)
    {
        var blocks = body.ItemsAt("messages").SelectMany(message => message.ItemsAt("content")).SelectMany(WithInner);
        JsonElement[] carriers = [.. body.ItemsAt("tools"), .. body.ItemsAt("system"), .. blocks, body];
        return carriers.Select(carrier => carrier.At("cache_control")).Where(mark => mark.ValueKind == JsonValueKind.Object);
    }

    private static IEnumerable<JsonElement> WithInner(JsonElement block) => [.. block.ItemsAt("content"), block];

    private static string? FindWrongMark(JsonElement mark)
    {
        if (mark.FirstUnknownName(MarkNames) is { } unknown)
        {
            return $"cache_control.{unknown}: Extra inputs are not permitted";
        }

        if (mark.TextAt("type") != "ephemeral")
        {
            return "cache_control.type: Input should be 'ephemeral'";
        }

        return TimeToLive(mark) is "5m" or "1h" ? null : "cache_control.ttl: Input should be '5m' or '1h'";
    }

    private static string? FindWrongOrder(List<JsonElement> marks) =>
        marks.Select(TimeToLive).SkipWhile(life => life == "1h").Contains("1h")
            ? "a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block."
            : null;

    private static string TimeToLive(JsonElement mark) => mark.Has("ttl") ? mark.TextAt("ttl") ?? "" : "5m";
}
