using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.OpenAIResponses;
using CodexFuncGateway.Tests.Support;
using CodexFuncGateway.Upstream.Credentials.Entra;
using Microsoft.Extensions.DependencyInjection;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>Azure's models with a token of Entra's instead of a key.</summary>
public sealed class AzureIdentityTests : IAsyncLifetime
{
    private const string Model = "azure/gpt-5.5";

    private readonly ManualTimeProvider time = new();
    private readonly NumberedTokenSource entra;
    private UpstreamSimulator upstream = null!;

    public AzureIdentityTests() => entra = new NumberedTokenSource(time);

    public async Task InitializeAsync() =>
        upstream = await UpstreamSimulator.StartAsync(new OpenAIResponsesSimulator(ResponsesProviders.Azure), Told.Session);

    public async Task DisposeAsync() => await upstream.DisposeAsync();

    [Fact]
    public async Task A_token_goes_where_no_key_is_set()
    {
        await using var gateway = await StartAsync();

        var answer = await gateway.PostAsync(Ask.Question(Model));

        Assert.Empty(upstream.Violations);
        Assert.Equal("response.completed", answer.Terminal.Type);
        Assert.Equal(["Bearer eyJ.canary-1.sig"], Shown);
        Assert.DoesNotContain("api-key", upstream.Requests[0].Headers.Keys);
        Assert.Equal("https://cognitiveservices.azure.com/.default", entra.Scope);
    }

    [Fact]
    public async Task A_key_wins()
    {
        await using var gateway = await StartAsync(("Providers:azure:ApiKey", "azure-key"));

        await gateway.PostAsync(Ask.Question(Model));

        Assert.Equal("azure-key", upstream.Requests[0].Headers["api-key"]);
        Assert.Equal(0, entra.Given);
    }

    [Fact]
    public async Task The_scope_is_what_the_settings_say()
    {
        await using var gateway = await StartAsync(("Providers:azure:Auth:Scope", "https://ai.azure.com/.default"));

        await gateway.PostAsync(Ask.Question(Model));

        Assert.Equal("https://ai.azure.com/.default", entra.Scope);
    }

    [Fact]
    public async Task Fifty_calls_at_once_cause_one_token_request_and_one_more_when_the_token_has_ended()
    {
        await using var gateway = await StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => gateway.PostAsync(Ask.Question(Model))));
        Assert.Equal(1, entra.Given);

        time.Advance(NumberedTokenSource.Lifetime);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => gateway.PostAsync(Ask.Question(Model))));
        Assert.Equal(2, entra.Given);
        Assert.Equal(50, Shown.Count(token => token == "Bearer eyJ.canary-2.sig"));
    }

    [Fact]
    public async Task A_token_that_was_refused_is_replaced_once_and_found_in_no_log()
    {
        await using var gateway = await StartAsync();
        upstream.Faults.FailWith(401, """{"error":{"code":"401","message":"Access denied for Bearer eyJ.canary-1.sig."}}""");
        var served = await gateway.PostAsync(Ask.Question(Model));
        upstream.Faults.FailWith(401, """{"error":{"code":"401","message":"Access denied for Bearer eyJ.canary-2.sig."}}""");
        var refused = await gateway.PostAsync(Ask.Question(Model));

        Assert.Equal((200, 502), (served.Status, refused.Status));
        Assert.Equal(["Bearer eyJ.canary-1.sig", "Bearer eyJ.canary-2.sig", "Bearer eyJ.canary-2.sig"], Shown);
        Assert.DoesNotContain(gateway.Logs.Lines, line => line.Text.Contains("canary", StringComparison.Ordinal));
        Assert.DoesNotContain("canary", refused.Text, StringComparison.Ordinal);
    }

    private IEnumerable<string?> Shown => upstream.Requests.Select(request => request.Headers.GetValueOrDefault("Authorization"));

    private Task<GatewayUnderTest> StartAsync(params (string Name, string Value)[] settings) => GatewayUnderTest.StartAsync(
        new Dictionary<string, string?>(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)))
        {
            ["Providers:azure:BaseUrl"] = upstream.BaseUrl,
        },
        services => services.AddSingleton<TimeProvider>(time).AddSingleton<IAccessTokenSource>(entra));
}
