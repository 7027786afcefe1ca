using CodexFuncGateway.CodexTests.Harness;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Azure;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.CodexTests;

/// <summary>The repair session with models at Azure that are not OpenAI's, each in its maker's language.</summary>
public sealed class AzureSessionTests
{
    private static readonly AzureResource Resource = new("upstream-secret");

    [CodexTheory]
    [InlineData("azure/claude-haiku-4-5")]
    [InlineData("azure/claude-opus-5")]
    [InlineData("azure/deepseek-v4-pro")]
    [InlineData("azure/mistral-large-3")]
    public async Task Codex_repairs_a_program_with(string model)
    {
        await using var upstream = await UpstreamSimulator.StartAsync(WireOf(model), RepairSession.Script);
        await using var gateway = await GatewayProcess.StartAsync(SettingsOf(model, upstream));
        using var workspace = CodexWorkspace.With(RepairSession.Files);

        var run = await CodexSession.RunAsync(gateway.Target(model), workspace, RepairSession.Prompt);

        RepairSessionAssert.Succeeded(run, workspace, upstream, gateway.Log);
        Assert.DoesNotContain(Resource.Key, gateway.Log + run.Transcript, StringComparison.Ordinal);
    }

    private static ISimulatedWire WireOf(string model) => model switch
    {
        "azure/deepseek-v4-pro" => Resource.DeepSeek(),
        "azure/mistral-large-3" => Resource.Mistral(),
        _ => Resource.Claude(),
    };

    /// <summary>The model's own address, since Claude has another than the rest.</summary>
    private static IReadOnlyList<KeyValuePair<string, string>> SettingsOf(string model, UpstreamSimulator upstream) =>
    [
        new("Providers:azure:Models:0:Id", model["azure/".Length..]),
        new("Providers:azure:Models:0:BaseUrl", upstream.BaseUrl),
        new("Providers:azure:ApiKey", Resource.Key),
    ];
}
