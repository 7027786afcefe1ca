using System.Text.Json;
using CodexFuncGateway.CodexTests.Harness;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.CodexTests;

/// <summary>What Codex looks at with <c>view_image</c>, and what a user hands it, reaches every model that sees, to the last byte; others are told of it.</summary>
public sealed class ViewedImageTests
{
    /// <summary>One red pixel.</summary>
    private const string Picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

    private static readonly ScriptedSession Script = new(
        new ScriptedStep { Calls = [ScriptedCall.Function("view_image", new { path = "dot.png" })] },
        new ScriptedStep { ExpectedOutputs = [""], Text = "A red dot." });

    [CodexTheory]
    [InlineData("anthropic/claude-sonnet-4-6")]
    [InlineData("gemini/gemini-3.5-flash")]
    [InlineData("gemini/gemini-2.5-flash")]
    [InlineData("mistral/mistral-medium-3-5")]
    [InlineData("bedrock/global.anthropic.claude-opus-5")]
    [InlineData("bedrock/amazon.nova-pro-v1:0")]
    [InlineData("openai/gpt-5.5")]
    [InlineData("xai/grok-4.3")]
    public async Task A_model_that_sees_gets_the_picture(string model)
    {
        await using var upstream = await SimulatedProviders.StartAsync(SimulatedProviders.ProviderOf(model), Script);

        var requests = await LookAsync(model, upstream, ["--image", "dot.png", "--"]);

        Assert.Equal([1, 2], requests.Select(request => Texts(request.Json).Count(IsPicture)));
    }

    /// <summary>With the catalog Codex knows that the model is blind and says so itself; without it, it is the gateway that must.</summary>
    [CodexTheory]
    [InlineData("groq/openai/gpt-oss-120b", true, "you do not support image input")]
    [InlineData("groq/openai/gpt-oss-120b", false, "this model cannot see")]
    [InlineData("cerebras/gpt-oss-120b", false, "this model cannot see")]
    public async Task A_model_that_does_not_see_is_told_so(string model, bool hasCatalog, string words)
    {
        await using var upstream = await SimulatedProviders.StartAsync(SimulatedProviders.ProviderOf(model), Script);

        var requests = await LookAsync(model, upstream, ["--image", "dot.png", "--"], hasCatalog);

        Assert.DoesNotContain(requests.SelectMany(request => Texts(request.Json)), IsPicture);
        Assert.Equal([1, 2], requests.Select(request => Texts(request.Json).Sum(text => text.Split(words).Length - 1)));
    }

    private static async Task<IReadOnlyList<SimulatedRequest>> LookAsync(string model, UpstreamSimulator upstream, string[] switches, bool hasCatalog = true)
    {
        await using var gateway = await GatewayProcess.StartAsync([.. SimulatedProviders.SettingsOf(SimulatedProviders.ProviderOf(model), upstream)]);
        using var workspace = new CodexWorkspace();
        workspace.Write("dot.png", Convert.FromBase64String(Picture));

        var run = await CodexSession.RunAsync(gateway.Target(model) with { HasCatalog = hasCatalog }, workspace, "What is in dot.png?", switches);

        var account = string.Join('\n', [.. upstream.Violations, run.Transcript, gateway.Log]);
        Assert.True(upstream.Violations.Count == 0 && run.Result.ExitCode == 0, account);
        Assert.Equal(["A red dot."], run.Messages);
        return upstream.Requests;
    }

    private static bool IsPicture(string text) => text.EndsWith(Picture, StringComparison.Ordinal);

    private static IEnumerable<string> Texts(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => [json.GetString()!],
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property => Texts(property.Value)),
        _ => [],
    };
}
