using System.Text.Json;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Azure;
using CodexFuncGateway.Tests.Catalog;
using CodexFuncGateway.Upstream.Credentials.Entra;
using Microsoft.Extensions.DependencyInjection;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>A resource's three languages at their addresses, opened with its key or with a token of Entra's.</summary>
public sealed class AzureTests
{
    private const string OpenAI = "gpt-5.4-mini";
    private const string Claude = "claude-haiku-4-5";
    private const string DeepSeek = "deepseek-v4-pro";
    private const string Mistral = "mistral-large-3";
    private const string Token = "eyJ0eXAi.entra.token";

    private static readonly AzureResource Resource = new(Wire.ProviderKey) { IsGoodToken = token => token == Token };

    public static TheoryData<string, string> Targets => new()
    {
        { OpenAI, "/openai/v1/responses" },
        { Claude, "/anthropic/v1/messages" },
        { DeepSeek, "/openai/v1/chat/completions" },
        { Mistral, "/openai/v1/chat/completions" },
    };

    public static TheoryData<string> OthersModels =>
        [.. CatalogFixture.BuiltIn.Offers.Where(offer => offer is { Provider.Name: "azure", Dialect: "chat-completions" }).Select(offer => offer.Model.Id)];

    [Theory]
    [InlineData(OpenAI, "https://contoso.openai.azure.com/openai/v1")]
    [InlineData(DeepSeek, "https://contoso.openai.azure.com/openai/v1")]
    [InlineData(Claude, "https://contoso.services.ai.azure.com/anthropic/v1")]
    public void A_resource_has_an_address_for_each_language(string model, string address) =>
        Assert.Equal(address, CatalogFixture.Resolve($"azure/{model}", ("Providers:azure:Parameters:resource", "contoso")).BaseUrl);

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task Its_key_opens_every_model(string model, string target)
    {
        await using var upstream = await StartAsync(model);
        await using var gateway = await GatewayUnderTest.StartAsync([.. At(model, upstream), ("Providers:azure:ApiKey", Resource.Key)]);

        var answer = await gateway.PostAsync(Ask.Question($"azure/{model}"));

        Assert.Empty(upstream.Violations);
        Assert.Equal("response.completed", answer.Terminal.Type);
        var request = Assert.Single(upstream.Requests);
        Assert.Equal(target, request.Target);
        Assert.Equal(Resource.Key, request.Headers["api-key"]);
        Assert.False(request.Headers.ContainsKey("Authorization"));
        Assert.Equal(LedgerOutcome.Completed, (await gateway.Ledger.OnlyRowAsync()).Outcome);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task A_token_opens_every_model_where_there_is_no_key(string model, string target)
    {
        await using var upstream = await StartAsync(model);
        await using var gateway = await StartWithIdentityAsync(At(model, upstream));

        var answer = await gateway.PostAsync(Ask.Question($"azure/{model}"));

        Assert.Empty(upstream.Violations);
        Assert.Equal("response.completed", answer.Terminal.Type);
        var request = Assert.Single(upstream.Requests);
        Assert.Equal((target, $"Bearer {Token}"), (request.Target, request.Headers["Authorization"]));
        Assert.False(request.Headers.ContainsKey("api-key"));
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task A_refused_key_is_told_and_never_shown(string model, string target)
    {
        await using var upstream = await StartAsync(model);
        await using var gateway = await GatewayUnderTest.StartAsync([.. At(model, upstream), ("Providers:azure:ApiKey", "another-key")]);

        var answer = await gateway.PostAsync(Ask.Question($"azure/{model}"));

        Assert.Equal((502, "upstream_credential_refused"), (answer.Status, answer.Code));
        Assert.Equal(target, Assert.Single(upstream.Requests).Target);
        Assert.DoesNotContain("another-key", answer.Text + string.Join('\n', gateway.Logs.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(OthersModels))]
    public async Task No_model_of_another_maker_is_asked_for_what_its_host_does_not_know(string model)
    {
        await using var upstream = await StartAsync(model);
        await using var gateway = await GatewayUnderTest.StartAsync([.. At(model, upstream), ("Providers:azure:ApiKey", Resource.Key)]);

        var answer = await gateway.PostAsync(Everything(model));

        Assert.Empty(upstream.Violations);
        Assert.Equal("response.completed", answer.Terminal.Type);
    }

    [Fact]
    public async Task What_a_filter_thought_of_an_answer_is_passed_over()
    {
        await using var upstream = await StartAsync(DeepSeek);
        await using var gateway = await GatewayUnderTest.StartAsync([.. At(DeepSeek, upstream), ("Providers:azure:ApiKey", Resource.Key)]);

        var answer = await gateway.PostAsync(Ask.Question($"azure/{DeepSeek}"));

        Assert.DoesNotContain("filter", answer.Text, StringComparison.Ordinal);
        var output = answer.Terminal.Response.GetProperty("output").EnumerateArray().Select(item => item.GetProperty("type").GetString());
        Assert.Equal(["reasoning", "message", "function_call"], output);
        var usage = answer.Terminal.Response.GetProperty("usage");
        Assert.Equal((1_200, 300), (usage.GetProperty("input_tokens").GetInt32(), usage.GetProperty("output_tokens").GetInt32()));
    }

    private static Task<UpstreamSimulator> StartAsync(string model)
    {
        ISimulatedWire wire = model switch
        {
            OpenAI => Resource.OpenAI(),
            Claude => Resource.Claude(),
            Mistral => Resource.Mistral(),
            _ => Resource.DeepSeek(),
        };
        return UpstreamSimulator.StartAsync(wire, Told.Session);
    }

    private static (string Name, string Value)[] At(string model, UpstreamSimulator upstream) =>
        [("Providers:azure:Models:0:Id", model), ("Providers:azure:Models:0:BaseUrl", upstream.BaseUrl)];

    private static Task<GatewayUnderTest> StartWithIdentityAsync(IEnumerable<(string Name, string Value)> settings) => GatewayUnderTest.StartAsync(
        settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value),
        services => services.AddSingleton<IAccessTokenSource>(new Identity()));

    /// <summary>Whatever Codex sends that a host may not know, and a conversation in which turns follow each other in odd ways.</summary>
    private static string Everything(string model) => JsonSerializer.Serialize(new
    {
        model = $"azure/{model}",
        stream = true,
        store = false,
        instructions = "Be brief.",
        max_output_tokens = 100,
        parallel_tool_calls = true,
        prompt_cache_key = "session",
        service_tier = "auto",
        reasoning = new { effort = "high", summary = "auto" },
        text = new { verbosity = "low" },
        include = new[] { "reasoning.encrypted_content" },
        tools = new[] { new { type = "function", name = "look", strict = false, parameters = new { type = "object", properties = new { path = new { type = "string" } } } } },
        input = new object[]
        {
            new { type = "message", role = "developer", content = "Work here." },
            new { type = "message", role = "user", content = "Look." },
            new { type = "function_call", call_id = "call_1", name = "look", arguments = "{}" },
            new { type = "function_call_output", call_id = "call_1", output = "42" },
            new { type = "message", role = "user", content = "And?" },
            new { type = "message", role = "assistant", content = "It is 42." },
            new { type = "message", role = "user", content = "Sure?" },
        },
    });

    private sealed class Identity : IAccessTokenSource
    {
        public bool HasIdentity => true;

        public Task<(string Token, DateTimeOffset Expires)> RequestAsync(string scope, CancellationToken cancellationToken)
        {
            Assert.Equal("https://cognitiveservices.azure.com/.default", scope);
            return Task.FromResult((Token, DateTimeOffset.MaxValue));
        }
    }
}
