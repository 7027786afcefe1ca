using CodexFuncGateway.CodexTests.Harness;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.CodexTests;

/// <summary>The main job: the real Codex repairs a program through the gateway, on strict simulators of the providers.</summary>
public sealed class RepairSessionTests
{
    /// <param name="model">Who serves the session.</param>
    /// <param name="asked">The name that Codex asks for; a provider that takes any model lists none, so its model needs an alias to be in the catalog.</param>
    [CodexTheory]
    [InlineData("anthropic/claude-sonnet-4-5")]
    [InlineData("anthropic/claude-opus-5")]
    [InlineData("openai/gpt-5.5")]
    [InlineData("azure/gpt-5.5")]
    [InlineData("xai/grok-4.3")]
    [InlineData("gemini/gemini-3.5-flash")]
    [InlineData("gemini/gemini-3.1-pro-preview")]
    [InlineData("gemini/gemini-2.5-flash")]
    [InlineData("mistral/mistral-medium-3-5")]
    [InlineData("groq/openai/gpt-oss-120b")]
    [InlineData("cerebras/gpt-oss-120b")]
    [InlineData("cohere/command-a-reasoning-08-2025")]
    [InlineData("openrouter/anthropic/claude-sonnet-4.5")]
    [InlineData("perplexity/anthropic/claude-sonnet-4-6")]
    [InlineData("huggingface/zai-org/GLM-5.1")]
    [InlineData("nebius/openai/gpt-oss-120b")]
    [InlineData("parasail/my-model", "coder")]
    [InlineData("ollama/my-model", "coder")]
    [InlineData("vllm/my-model", "coder")]
    [InlineData("sgl/my-model", "coder")]
    public async Task Codex_repairs_a_program_with(string model, string? asked = null)
    {
        var provider = SimulatedProviders.ProviderOf(model);
        await using var upstream = await SimulatedProviders.StartAsync(provider, RepairSession.Script);
        await using var gateway = await GatewayProcess.StartAsync([.. SimulatedProviders.SettingsOf(provider, upstream), new("Models:coder:Routes:0", model)]);
        using var workspace = CodexWorkspace.With(RepairSession.Files);

        var run = await CodexSession.RunAsync(gateway.Target(asked ?? model), workspace, RepairSession.Prompt);

        RepairSessionAssert.Succeeded(run, workspace, upstream, gateway.Log);
        Assert.DoesNotContain("rerouted", run.Transcript, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(SimulatedProviders.Key, gateway.Log + run.Transcript, StringComparison.Ordinal);
    }
}
