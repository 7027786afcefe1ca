using System.Text.Json;

namespace CodexFuncGateway.Tests.Laws.Support;

/// <summary>The tools in the body of an upstream request, whatever its dialect.</summary>
internal static class SentTools
{
    public static IEnumerable<JsonElement> Of(JsonElement body) => body.TryGetProperty("tools", out var tools)
        ? tools.EnumerateArray().SelectMany(tool => tool.TryGetProperty("functionDeclarations", out var functions) ? functions.EnumerateArray() : (IEnumerable<JsonElement>)[tool])
        : body.TryGetProperty("toolConfig", out var config) && config.TryGetProperty("tools", out tools) ? tools.EnumerateArray().Where(tool => tool.TryGetProperty("toolSpec", out _))
        : [];

    public static string Name(JsonElement tool) =>
        (tool.TryGetProperty("function", out var wrapped) || tool.TryGetProperty("toolSpec", out wrapped) ? wrapped : tool).GetProperty("name").GetString()!;
}
