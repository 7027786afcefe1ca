using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Bedrock;

/// <summary>Cache points: only for models that take them, at most four, each behind something, and for Nova behind text alone.</summary>
internal static class CachePointRules
{
    private const int MostPoints = 4;

    private static readonly HashSet<string> PointNames = ["type", "ttl"];

    public static string? FindProblem(ConverseCall call)
    {
        List<(string Path, IReadOnlyList<JsonElement> Blocks)> lists =
        [
            ("toolConfig.tools", call.Tools), ("system", call.Body.ItemsAt("system")),
            .. call.Messages.Select((message, index) => ($"messages.{index}.content", message.ItemsAt("content"))),
        ];
        var count = lists.Sum(list => list.Blocks.Count(IsPoint));
        if (count > MostPoints)
        {
            return $"The model returned the following errors: A maximum of {MostPoints} blocks with cache_control may be provided. Found {count}.";
        }

        return lists.SelectMany(list => list.Blocks.Select((block, index) => IsPoint(block) ? FindPointProblem(list.Path, list.Blocks, index, call.Model) : null))
            .FirstOrDefault(problem => problem is not null);
    }

    private static string? FindPointProblem(string path, IReadOnlyList<JsonElement> blocks, int index, BedrockModel model)
    {
        var point = blocks[index].At("cachePoint");
        if (!model.TakesCachePoints || (model.IsNova && !MayFollow(path, blocks, index)))
        {
            return $"Malformed input request: #/{path.Replace('.', '/')}/{index}: extraneous key [cachePoint] is not permitted, please reformat your input and try again.";
        }

        return point.FirstUnknownName(PointNames) is not null || point.TextAt("type") != "default" ? $"The cachePoint at {path}.{index} is not of a known type."
            : index == 0 || IsPoint(blocks[index - 1]) ? $"There is nothing to cache checkpoint at {path}.{index}."
            : null;
    }

    private static bool MayFollow(string path, IReadOnlyList<JsonElement> blocks, int index) => path != "toolConfig.tools" && index > 0 && blocks[index - 1].Has("text");

    private static bool IsPoint(JsonElement block) => block.Has("cachePoint");
}
