using System.Text.Json;
using CodexFuncGateway.Simulators.Faults;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>Secrets and words of a conversation, each marked so that it is found wherever it leaks to: logs of every category at every level, errors, spans, metrics.</summary>
public sealed class CanaryTests
{
    private const string GatewayKey = "sk-canary-gateway-key-5b1f";
    private const string Prompt = "canary-prompt-7c2e";
    private const string ToolOutput = "canary-tool-output-8d3a";
    private const string Arguments = "canary-arguments-9e4b";
    private const string WrongKey = "sk-canary-wrong-key-1a6d";

    private static readonly ScriptedSession Session = new(new ScriptedStep { ExpectedOutputs = [ToolOutput], Text = Told.Text });

    private static readonly string[] Canaries = [GatewayKey, Wire.ProviderKey, Prompt, ToolOutput, Arguments, WrongKey, Told.Text];

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public Task A_call_that_goes_well_tells_nobody(string provider) => AssertSilentAsync(provider, _ => { }, 200);

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public Task A_broken_stream_tells_nobody(string provider) => AssertSilentAsync(provider, faults => faults.CutAfterFrame(5), 200);

    [Theory]
    [InlineData("anthropic", 400, 400)]
    [InlineData("gemini", 400, 400)]
    [InlineData("bedrock", 400, 400)]
    [InlineData("groq", 400, 400)]
    [InlineData("openai", 400, 400)]
    [InlineData("xai", 400, 400)]
    [InlineData("anthropic", 401, 502)]
    [InlineData("gemini", 403, 502)]
    [InlineData("bedrock", 403, 502)]
    [InlineData("groq", 401, 502)]
    [InlineData("openai", 401, 502)]
    [InlineData("xai", 403, 502)]
    [InlineData("openai", 429, 429)]
    [InlineData("groq", 500, 502)]
    [InlineData("anthropic", 529, 503)]
    public Task A_provider_that_quotes_the_credential_is_not_repeated(string provider, int status, int expected) => AssertSilentAsync(
        provider, faults => faults.FailWith(status, Quoting(provider, status), requests: 3), expected, requests: status >= 500 ? 3 : 1);

    [Fact]
    public async Task A_refused_client_tells_nobody()
    {
        using var traces = new Traces();
        await using var gateway = await GatewayUnderTest.StartAsync(("Gateway:DevKey", GatewayKey));

        var answers = new[]
        {
            await gateway.SendAsync(Ask.Responses(Conversation("openai/gpt-5.4-mini")).WithoutKey().With(("Authorization", $"Bearer {WrongKey}"))),
            await gateway.SendAsync(Ask.Responses(Conversation("openai/gpt-5.4-mini")).WithoutKey().With(("x-api-key", WrongKey), Ask.ByCodex)),
            await gateway.PostAsync(Conversation("nobody/serves-this")),
            await gateway.PostAsync(Conversation("openai/gpt-5.4-mini")),
            await gateway.PostAsync($"{{\"model\":\"x\",\"input\":\"{Prompt}"),
            await gateway.PostAsync($"{{\"model\":\"x\",\"input\":[{{\"role\":\"user\",\"content\":[\"{Prompt}\"]}}]}}"),
            await gateway.PostAsync($"{{\"model\":\"x\",\"tool_choice\":\"{Prompt}\"}}"),
        };

        Assert.All(answers, answer => Assert.True(answer.Status >= 400));
        AssertSilent(gateway, traces, [.. answers.Select(answer => answer.Text)]);
    }

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task An_upstream_that_falls_silent_and_a_client_that_leaves_tell_nobody(string provider)
    {
        var wire = Wire.Of(provider);
        using var traces = new Traces();
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync([.. wire.At(upstream), ("Gateway:DevKey", GatewayKey)]);
        upstream.Faults.StaySilent(SilentFrom.TheStart);
        using var leaving = new CancellationTokenSource();
        var asking = gateway.OpenAsync(Ask.Responses(Conversation(wire.Model)), leaving.Token);
        await gateway.Time.WaitedForAsync(Waits.UpstreamIdle);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await gateway.Time.PassAsync(Waits.Grace);
        await gateway.Ledger.SettledAsync();

        AssertSilent(gateway, traces);
    }

    private static async Task AssertSilentAsync(string provider, Action<FaultPlan> plan, int expected, int requests = 1)
    {
        var wire = Wire.Of(provider);
        using var traces = new Traces();
        await using var upstream = await wire.StartAsync(Session);
        await using var gateway = await GatewayUnderTest.StartAsync([.. wire.At(upstream), ("Gateway:DevKey", GatewayKey)]);
        plan(upstream.Faults);

        var asking = gateway.PostAsync(Conversation(wire.Model));
        await gateway.Time.PassAsync([.. Waits.Between(requests)]);
        var answer = await asking;

        Assert.Empty(upstream.Violations);
        Assert.Equal(expected, answer.Status);
        Assert.Contains(Prompt, System.Text.Encoding.UTF8.GetString(upstream.Requests[0].Body));
        AssertSilent(gateway, traces, expected == 200 ? [] : [answer.Text]);
    }

    private static void AssertSilent(GatewayUnderTest gateway, Traces traces, params string[] errors)
    {
        Assert.NotEmpty(gateway.Logs.Lines);
        Assert.Contains(traces.Lines, line => line.StartsWith("CodexFuncGateway ", StringComparison.Ordinal));
        foreach (var canary in Canaries)
        {
            Assert.DoesNotContain(gateway.Logs.Lines, line => line.Text.Contains(canary, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(traces.Lines, line => line.Contains(canary, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(errors, text => text.Contains(canary, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static string Quoting(string provider, int status) =>
        Complaint.Of(Wire.Of(provider), status).Replace(Complaint.Text, $"{Complaint.Text} You sent: {Wire.ProviderKey}", StringComparison.Ordinal);

    private static string Conversation(string model) => JsonSerializer.Serialize(new
    {
        model,
        stream = true,
        input = new object[]
        {
            new { type = "message", role = "user", content = Prompt },
            new { type = "function_call", call_id = "call_1", name = "look", arguments = $$"""{"path":"{{Arguments}}"}""" },
            new { type = "function_call_output", call_id = "call_1", output = ToolOutput },
        },
        tools = JsonSerializer.Deserialize<JsonElement>(Ask.Question(model)).GetProperty("tools"),
        store = false,
    });
}
