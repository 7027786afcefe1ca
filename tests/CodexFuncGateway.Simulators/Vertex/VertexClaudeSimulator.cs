using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CodexFuncGateway.Simulators.Anthropic;

namespace CodexFuncGateway.Simulators.Vertex;

/// <summary>
/// Claude as Vertex serves it: Anthropic's own rules, after those by which the request differs from one to Anthropic, and ids that say where they are from.
/// </summary>
internal sealed class VertexClaudeSimulator : ISimulatedWire
{
    private static readonly Dictionary<string, string> OwnHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        ["x-api-key"] = "as if",
        ["anthropic-version"] = "2023-06-01",
    };

    private readonly AnthropicSimulator anthropic = new();

    public WirePath Path => anthropic.Path;

    public Rejection? FindRejection(SimulatedRequest request) =>
        VertexClaudeRules.FindProblem(request) is { } problem ? AnthropicErrors.InvalidRequest(problem) : anthropic.FindRejection(AsToAnthropic(request));

    public Rejection Overflow => anthropic.Overflow;

    public IReadOnlyList<string> ReadNewOutputs(SimulatedRequest request) => anthropic.ReadNewOutputs(AsToAnthropic(request));

    public SimulatedReply WriteReply(SimulatedRequest request, NumberedStep step)
    {
        var reply = anthropic.WriteReply(AsToAnthropic(request), step);
        return new SimulatedReply(reply.Texts.Select(Mark)) { Headers = new Dictionary<string, string> { ["request-id"] = "req_vrtx_simulated" } };
    }

    private static SimulatedRequest AsToAnthropic(SimulatedRequest request)
    {
        var body = JsonNode.Parse(Unmark(Encoding.UTF8.GetString(request.Body)))!.AsObject();
        body.Remove("anthropic_version");
        body["model"] = VertexClaudeRules.ModelOf(request).Split('@')[0];
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body);
        return request with { Headers = OwnHeaders, Body = bytes, Json = JsonElement.Parse(bytes) };
    }

    private static string Mark(string frame) =>
        frame.Replace("\"msg_", "\"msg_vrtx_", StringComparison.Ordinal).Replace("\"toolu_", "\"toolu_vrtx_", StringComparison.Ordinal);

    private static string Unmark(string body) => body.Replace("\"toolu_vrtx_", "\"toolu_", StringComparison.Ordinal);
}
