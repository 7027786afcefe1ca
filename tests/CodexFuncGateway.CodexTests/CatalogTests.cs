using System.Text.Json;
using System.Text.RegularExpressions;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.CodexTests.Harness;
using Microsoft.Extensions.Configuration;

namespace CodexFuncGateway.CodexTests;

/// <summary>What the gateway's catalog makes of Codex: the same agent for every maker's models, with their own limits.</summary>
public sealed class CatalogTests
{
    private static readonly string[] Providers = ["anthropic", "bedrock", "cerebras", "cohere", "gemini", "groq", "mistral", "openai", "openrouter", "xai"];

    /// <param name="model">What Codex is started with.</param>
    /// <param name="wanted">The effort that the user asks for.</param>
    /// <param name="asked">What Codex makes of it, by the model's levels.</param>
    /// <param name="window">Tokens in the model's window; Codex keeps a twentieth of them free.</param>
    [CodexTheory]
    [InlineData("anthropic/claude-sonnet-4-5", "xhigh", "xhigh", 200_000)]
    [InlineData("anthropic/claude-sonnet-4-6", null, "medium", 1_000_000)]
    [InlineData("anthropic/claude-sonnet-5", "max", "max", 1_000_000)]
    [InlineData("gemini/gemini-3.5-flash", "xhigh", "high", 1_048_576)]
    [InlineData("mistral/mistral-medium-3-5", "xhigh", "high", 262_144)]
    [InlineData("bedrock/global.anthropic.claude-opus-5", "xhigh", "xhigh", 1_000_000)]
    [InlineData("bedrock/us.amazon.nova-2-lite-v1:0", "xhigh", "high", 1_000_000)]
    public async Task Codex_offers_its_tools_and_keeps_to_the_limits_of(string model, string? wanted, string asked, int window)
    {
        await using var upstream = await ScriptedResponsesServer.StartAsync(new { type = "message", role = "assistant", content = new[] { new { type = "output_text", text = "Hello." } } });
        await using var gateway = await GatewayProcess.StartAsync([.. Providers.SelectMany(SettingsOf)]);
        using var workspace = new CodexWorkspace();
        var ofGateway = gateway.Target(model);

        var run = await CodexSession.RunAsync(ofGateway with { BaseUrl = upstream.BaseUrl, CatalogUrl = ofGateway.CatalogUrl, Effort = wanted }, workspace, "Say hello.");

        Assert.True(run.Result.ExitCode == 0, run.Transcript);
        Assert.DoesNotContain("metadata", run.Transcript, StringComparison.OrdinalIgnoreCase);
        var request = Assert.Single(upstream.Requests);
        var tools = request.GetProperty("tools").EnumerateArray().Select(tool => $"{tool.GetProperty("type")} {(tool.TryGetProperty("name", out var name) ? name : "")}").ToArray();
        Assert.Contains("custom apply_patch", tools);
        Assert.Superset(new HashSet<string> { "function exec_command", "function view_image", "namespace multi_agent_v1" }, tools.ToHashSet());
        Assert.Equal(asked, request.GetProperty("reasoning").GetProperty("effort").GetString());
        Assert.Equal($"{window * 95L / 100}", Regex.Match(workspace.ReadRollout(), "\"model_context_window\":([0-9]+)").Groups[1].Value);
    }

    [CodexFact]
    public async Task Codex_takes_every_model_of_the_list()
    {
        await using var gateway = await GatewayProcess.StartAsync([.. Providers.SelectMany(SettingsOf)]);
        using var workspace = new CodexWorkspace();

        var run = await CodexSession.ListModelsAsync(gateway.Target("anthropic/claude-sonnet-5"), workspace);

        var known = JsonElement.Parse(run.Result.Output).GetProperty("models").EnumerateArray().Select(model => model.GetProperty("slug").GetString()!);
        var offered = ProviderCatalog.Load(new ConfigurationBuilder().Build()).Offers.Where(offer => Providers.Contains(offer.Provider.Name)).Select(offer => offer.Name);
        Assert.Empty(offered.Append("demo/coder").Except(known));
    }

    private static IEnumerable<KeyValuePair<string, string>> SettingsOf(string provider) =>
        [new($"Providers:{provider}:ApiKey", SimulatedProviders.Key), .. provider == "bedrock" ? [new("Providers:bedrock:Parameters:region", "us-east-1")] : Array.Empty<KeyValuePair<string, string>>()];
}
