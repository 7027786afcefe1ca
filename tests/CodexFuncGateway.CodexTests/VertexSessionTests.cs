using CodexFuncGateway.CodexTests.Harness;
using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Simulators.Vertex;

namespace CodexFuncGateway.CodexTests;

/// <summary>The repair session on Vertex, in each of its languages, with a service account's token instead of a key.</summary>
public sealed class VertexSessionTests
{
    [CodexTheory]
    [InlineData("vertex/gemini-3.6-flash")]
    [InlineData("vertex/gemini-3.5-flash")]
    [InlineData("vertex/gemini-3.1-pro-preview")]
    [InlineData("vertex/gemini-2.5-pro")]
    [InlineData("vertex/claude-sonnet-4-5")]
    [InlineData("vertex/claude-opus-5")]
    [InlineData("vertex/zai-org/glm-5-maas")]
    public async Task Codex_repairs_a_program_with(string model)
    {
        await using var vertex = await SimulatedVertex.StartAsync(gate => WireOf(model, gate), RepairSession.Script);
        await using var gateway = await GatewayProcess.StartAsync([.. vertex.Settings]);
        using var workspace = CodexWorkspace.With(RepairSession.Files);

        var run = await CodexSession.RunAsync(gateway.Target(model), workspace, RepairSession.Prompt);

        RepairSessionAssert.Succeeded(run, workspace, vertex.Upstream, gateway.Log);
        Assert.Single(vertex.TokenRequests);
        Assert.DoesNotContain("ya29.", gateway.Log + run.Transcript, StringComparison.Ordinal);
    }

    private static VertexWire WireOf(string model, VertexGate gate) => model switch
    {
        _ when model.Contains("gemini", StringComparison.Ordinal) => VertexWire.Gemini(gate),
        _ when model.Contains("claude", StringComparison.Ordinal) => VertexWire.Claude(gate),
        _ => VertexWire.Others(gate),
    };
}
