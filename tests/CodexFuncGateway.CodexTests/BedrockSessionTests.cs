using CodexFuncGateway.CodexTests.Harness;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Bedrock;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.CodexTests;

/// <summary>The repair session on Bedrock, in each of its languages, with requests that are signed instead of bearing a key.</summary>
public sealed class BedrockSessionTests
{
    private static readonly AwsAccount Account = new()
    {
        AccessKeyId = "ASIAIOSFODNN7EXAMPLE", SecretAccessKey = "upstream/secret+access", SessionToken = "upstream/session+token==", Region = "eu-central-1",
    };

    [CodexTheory]
    [InlineData("bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0")]
    [InlineData("bedrock/global.anthropic.claude-opus-5")]
    [InlineData("bedrock/amazon.nova-pro-v1:0")]
    [InlineData("bedrock/us.amazon.nova-2-lite-v1:0")]
    [InlineData("bedrock/openai.gpt-oss-120b-1:0")]
    [InlineData("bedrock/us.meta.llama3-3-70b-instruct-v1:0")]
    public Task Codex_repairs_a_program_through_Converse_with(string model) => RepairAsync(model, new BedrockSimulator(Account));

    [CodexTheory]
    [InlineData("bedrock/anthropic.claude-haiku-4-5")]
    [InlineData("bedrock/anthropic.claude-opus-5")]
    public Task Codex_repairs_a_program_through_Messages_with(string model) => RepairAsync(model, BedrockMantle.Claude(Account));

    [CodexTheory]
    [InlineData("bedrock/openai.gpt-5.5")]
    public Task Codex_repairs_a_program_through_Responses_with(string model) => RepairAsync(model, BedrockMantle.OpenAI(Account));

    private static async Task RepairAsync(string model, ISimulatedWire wire)
    {
        await using var upstream = await UpstreamSimulator.StartAsync(wire, RepairSession.Script);
        await using var gateway = await GatewayProcess.StartAsync(SettingsOf(model, upstream));
        using var workspace = CodexWorkspace.With(RepairSession.Files);

        var run = await CodexSession.RunAsync(gateway.Target(model), workspace, RepairSession.Prompt);

        RepairSessionAssert.Succeeded(run, workspace, upstream, gateway.Log);
        Assert.All(upstream.Requests, request => Assert.StartsWith("AWS4-HMAC-SHA256 ", request.Headers["Authorization"], StringComparison.Ordinal));
        Assert.All([Account.SecretAccessKey!, Account.SessionToken!], secret => Assert.DoesNotContain(secret, gateway.Log + run.Transcript, StringComparison.Ordinal));
    }

    /// <summary>The model's own address, since Bedrock's two services have two.</summary>
    private static IReadOnlyList<KeyValuePair<string, string>> SettingsOf(string model, UpstreamSimulator upstream) =>
    [
        new("Providers:bedrock:Models:0:Id", model["bedrock/".Length..]),
        new("Providers:bedrock:Models:0:BaseUrl", upstream.BaseUrl),
        new("Providers:bedrock:Parameters:region", Account.Region),
        new("Providers:bedrock:AccessKeyId", Account.AccessKeyId!),
        new("Providers:bedrock:SecretAccessKey", Account.SecretAccessKey!),
        new("Providers:bedrock:SessionToken", Account.SessionToken!),
    ];
}
