using CodexFuncGateway.Simulators.ChatCompletions;
using CodexFuncGateway.Simulators.Gemini;

namespace CodexFuncGateway.Simulators.Vertex;

/// <summary>A wire behind Vertex's gate and at one of its addresses.</summary>
public sealed class VertexWire : ISimulatedWire
{
    private const string Place = "/projects/{project}/locations/{location}";

    private readonly ISimulatedWire wire;
    private readonly VertexGate gate;

    private VertexWire(ISimulatedWire wire, VertexGate gate, WirePath path) => (this.wire, this.gate, Path) = (wire, gate, path);

    public WirePath Path { get; }

    public static VertexWire Gemini(VertexGate gate) => new(new GeminiSimulator(GeminiService.Vertex), gate, GeminiService.Vertex.Path);

    /// <summary>Gemini with a key and without a project.</summary>
    public static VertexWire Express(VertexGate gate) =>
        new(new GeminiSimulator(GeminiService.Vertex), gate, new WirePath(GeminiService.Vertex.Path.Base, "/publishers/google/models/{model}:{method}"));

    public static VertexWire Claude(VertexGate gate) =>
        new(new VertexClaudeSimulator(), gate, new WirePath("/v1", Place + "/publishers/anthropic/models/{model}:{method}"));

    /// <summary>Other publishers' models, as chat completions.</summary>
    public static VertexWire Others(VertexGate gate) =>
        new(new ChatCompletionsSimulator(ChatProviders.Vertex), gate, new WirePath("/v1", Place + "/endpoints/openapi/chat/completions"));

    public Rejection? FindRejection(SimulatedRequest request) => gate.FindRejection(request) ?? wire.FindRejection(request);

    public Rejection Overflow => wire.Overflow;

    public IReadOnlyList<string> ReadNewOutputs(SimulatedRequest request) => wire.ReadNewOutputs(request);

    public SimulatedReply WriteReply(SimulatedRequest request, NumberedStep step) => wire.WriteReply(request, step);
}
