using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CodexFuncGateway.Bench.Load;

/// <summary>A request as Codex sends it in the middle of a task: eight tools, six turns of work, 50 KB in all.</summary>
internal static class CodexRequest
{
    public const string SessionId = "01990000-0000-7000-8000-00000000be4c";

    private const int Size = 50 * 1024;
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(string model)
    {
        // The turns' outputs fill what the fixed parts leave of the size; JSON spells some of their characters with two bytes or more.
        var withoutOutputs = Write(model, 0).Length;
        var bytesPerCharacter = (Write(model, 1000).Length - withoutOutputs) / 1000.0;
        return Write(model, (int)((Size - withoutOutputs) / bytesPerCharacter));
    }

    private static byte[] Write(string model, int outputLength) => JsonSerializer.SerializeToUtf8Bytes(
        new JsonObject
        {
            ["model"] = model,
            ["stream"] = true,
            ["input"] = CodexHistory.Items(outputLength),
            ["tools"] = Tools(),
            ["tool_choice"] = "auto",
            ["parallel_tool_calls"] = true,
            ["reasoning"] = new JsonObject { ["effort"] = "medium", ["summary"] = "auto" },
            ["store"] = false,
            ["include"] = new JsonArray("reasoning.encrypted_content"),
            ["prompt_cache_key"] = SessionId,
            ["client_metadata"] = new JsonObject { ["session_id"] = SessionId, ["thread_id"] = SessionId },
        },
        Compact);

    private static JsonNode? Tools()
    {
        using var resource = typeof(CodexRequest).Assembly.GetManifestResourceStream("codex-tools.json")!;
        return JsonNode.Parse(resource);
    }
}
