using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Vertex;

/// <summary>What a request for Claude must be on Vertex alone (documentation and recorded traffic, autumn 2026).</summary>
internal static class VertexClaudeRules
{
    private const string Version = "vertex-2023-10-16";

    /// <summary>The model as the path names it.</summary>
    public static string ModelOf(SimulatedRequest request) => request.Path[(request.Path.LastIndexOf('/') + 1)..request.Path.LastIndexOf(':')];

    public static string? FindProblem(SimulatedRequest request)
    {
        var body = request.Json;
        return body.ValueKind != JsonValueKind.Object ? "The request body is not valid JSON: expected an object"
            : !request.Path.EndsWith(":streamRawPredict", StringComparison.Ordinal) ? "stream: only streamRawPredict streams"
            : body.Has("model") ? "model: Extra inputs are not permitted"
            : body.TextAt("anthropic_version") != Version ? $"anthropic_version: Input should be '{Version}'"
            : body.At("output_config").Has("format") ? "output_config.format: Extra inputs are not permitted"
            : body.ItemsAt("tools").Any(tool => tool.IsTrueAt("strict")) ? "tools.0.custom.strict: Extra inputs are not permitted"
            : body.ItemsAt("messages").SelectMany(message => message.ItemsAt("content")).Any(HasAddress) ? "URL sources are not supported"
            : null;
    }

    private static bool HasAddress(JsonElement block) =>
        block.At("source").TextAt("type") == "url" || block.ItemsAt("content").Any(inner => inner.At("source").TextAt("type") == "url");
}
