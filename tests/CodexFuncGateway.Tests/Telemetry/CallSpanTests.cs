using System.Diagnostics;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Simulators.Faults;
using CodexFuncGateway.Tests.FrontDoor;
using Microsoft.Extensions.Configuration;

namespace CodexFuncGateway.Tests.Telemetry;

/// <summary>What a trace says of a call, however it ends.</summary>
public sealed class CallSpanTests : IDisposable
{
    private readonly CallSpans spans = new();

    public void Dispose() => spans.Dispose();

    [Fact]
    public async Task A_call_is_one_span_with_its_steps_inside()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.Chat.At(upstream));

        var answer = await gateway.PostAsync(Ask.Question(Wire.Chat.Model), ("session-id", "session-1"));

        var call = await spans.OfAsync(answer);
        Assert.Equal((ActivityKind.Client, $"chat {Wire.Chat.Model}", ActivityStatusCode.Unset), (call.Kind, call.DisplayName, call.Status));
        string[] inOrder = ["admit", "parse", "parse", "resolve", "reserve"];
        var steps = spans.StepsOf(call).Select(step => step.OperationName).ToArray();
        Assert.Equal(inOrder, steps[..5]);
        Assert.Equal(["map", "map", "relay", "send", "settle"], steps[5..].Order());
    }

    [Fact]
    public async Task It_says_who_was_asked_for_what_and_what_it_used()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.Chat.At(upstream));

        var answer = await gateway.PostAsync(Ask.Question(Wire.Chat.Model), ("session-id", "session-1"));

        var row = await gateway.Ledger.SettledAsync();
        var call = await spans.OfAsync(answer);
        var tags = call.TagObjects.ToDictionary(tag => tag.Key, tag => tag.Value);
        Assert.Equal(
            new Dictionary<string, object?>
            {
                ["gateway.cost"] = row.CostNanoUsd / 1e9,
                ["gateway.key.id"] = "dev",
                ["gateway.outcome"] = "completed",
                ["gateway.request.id"] = row.RequestId,
                ["gen_ai.conversation.id"] = "session-1",
                ["gen_ai.operation.name"] = "chat",
                ["gen_ai.provider.name"] = "groq",
                ["gen_ai.request.model"] = Wire.Chat.Model,
                ["gen_ai.request.stream"] = true,
                ["gen_ai.response.finish_reasons"] = new[] { "stop" },
                ["gen_ai.response.id"] = answer.Terminal.Data.GetProperty("response").GetProperty("id").GetString(),
                ["gen_ai.response.model"] = "llama-3.3-70b-versatile",
                ["gen_ai.usage.cache_creation.input_tokens"] = 0L,
                ["gen_ai.usage.cache_read.input_tokens"] = row.Usage.CacheReadTokens,
                ["gen_ai.usage.input_tokens"] = Told.Step.Usage.Input,
                ["gen_ai.usage.output_tokens"] = Told.Step.Usage.Output,
                ["gen_ai.usage.reasoning.output_tokens"] = row.Usage.ReasoningTokens,
            },
            tags);
    }

    [Fact]
    public async Task A_refused_caller_is_a_failed_span_with_one_step()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();

        var answer = await gateway.SendAsync(Ask.Responses(Ask.Question(Wire.Chat.Model)).WithoutKey());

        var call = await spans.OfAsync(answer);
        Assert.Equal(("chat", ActivityStatusCode.Error, "invalid_api_key"), (call.DisplayName, call.Status, call.GetTagItem("error.type")));
        var step = Assert.Single(spans.StepsOf(call));
        Assert.Equal(("admit", ActivityStatusCode.Error, "invalid_api_key"), (step.OperationName, step.Status, step.GetTagItem("error.type")));
    }

    [Fact]
    public async Task Every_attempt_at_an_upstream_that_fails_has_its_own_span()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.Chat.At(upstream));
        upstream.Faults.FailWith(500, Complaint.Of(Wire.Chat, 500), requests: 3);

        var asking = gateway.PostAsync(Ask.Question(Wire.Chat.Model));
        await gateway.Time.PassAsync([.. Waits.Between(3)]);

        var call = await spans.OfAsync(await asking);
        Assert.Equal((ActivityStatusCode.Error, "server_error", "rejected"), (call.Status, call.GetTagItem("error.type"), call.GetTagItem("gateway.outcome")));
        var sends = spans.StepsOf(call).Where(step => step.OperationName == "send").ToArray();
        Assert.Equal(3, sends.Length);
        Assert.All(sends, send => Assert.Equal("server_error", send.GetTagItem("error.type")));
    }

    [Fact]
    public async Task A_reply_that_breaks_off_is_a_failed_span()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.Chat.At(upstream));
        upstream.Faults.CutAfterFrame(5);

        var call = await spans.OfAsync(await gateway.PostAsync(Ask.Question(Wire.Chat.Model)));

        Assert.Equal((ActivityStatusCode.Error, "server_error", "failed"), (call.Status, call.GetTagItem("error.type"), call.GetTagItem("gateway.outcome")));
        Assert.Null(call.GetTagItem("gen_ai.response.finish_reasons"));
    }

    [Fact]
    public async Task A_client_that_leaves_is_a_cancelled_span()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.Chat.At(upstream));
        upstream.Faults.StaySilent(SilentFrom.TheStart);
        using var leaving = new CancellationTokenSource();

        var asking = gateway.OpenAsync(Ask.Responses(Ask.Question(Wire.Chat.Model)).With(("session-id", "session-of-one-who-leaves")), leaving.Token);
        await gateway.Time.WaitedForAsync(Waits.UpstreamIdle);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await gateway.Time.PassAsync(Waits.Grace);

        var call = await spans.OfSessionAsync("session-of-one-who-leaves");
        Assert.Equal((ActivityStatusCode.Error, "cancelled", "cancelled"), (call.Status, call.GetTagItem("error.type"), call.GetTagItem("gateway.outcome")));
    }

    [Fact]
    public void Providers_have_the_names_of_the_conventions()
    {
        string[] wellKnown =
        [
            "anthropic", "aws.bedrock", "azure.ai.inference", "azure.ai.openai", "cohere", "deepseek", "gcp.gemini", "gcp.gen_ai", "gcp.vertex_ai", "groq",
            "ibm.watsonx.ai", "mistral_ai", "moonshot_ai", "openai", "perplexity", "x_ai",
        ];

        var named = ProviderCatalog.Load(new ConfigurationBuilder().Build()).Providers.ToDictionary(provider => provider.Name, provider => provider.TelemetryName);

        Assert.Equal(
            ["cerebras", "huggingface", "nebius", "ollama", "openrouter", "parasail", "replicate", "sgl", "vllm"],
            named.Values.Except(wellKnown).Order());
        Assert.Equal(("aws.bedrock", "azure.ai.openai", "gcp.gemini"), (named["bedrock"], named["azure"], named["gemini"]));
        Assert.Equal(("gcp.vertex_ai", "mistral_ai", "x_ai"), (named["vertex"], named["mistral"], named["xai"]));
    }
}
