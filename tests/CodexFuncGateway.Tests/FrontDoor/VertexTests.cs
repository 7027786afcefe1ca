using System.Text.Json;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Simulators.Tokens;
using CodexFuncGateway.Simulators.Vertex;
using CodexFuncGateway.Upstream.Credentials;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>Vertex's three languages at their addresses, and the tokens that open them.</summary>
public sealed class VertexTests
{
    private const string Gemini = "gemini-3.6-flash";
    private const string Claude = "claude-sonnet-4-5";
    private const string Other = "zai-org/glm-5-maas";

    [Theory]
    [InlineData(Gemini, "/v1beta1/projects/project-1/locations/europe-west4/publishers/google/models/gemini-3.6-flash:streamGenerateContent?alt=sse")]
    [InlineData(Claude, "/v1/projects/project-1/locations/europe-west4/publishers/anthropic/models/claude-sonnet-4-5@20250929:streamRawPredict")]
    [InlineData(Other, "/v1/projects/project-1/locations/europe-west4/endpoints/openapi/chat/completions")]
    public async Task A_service_account_opens_every_model_at_its_address(string model, string target)
    {
        await using var vertex = await VertexUnderTest.StartAsync(WireOf(model));

        var answer = await vertex.AskAsync(model);

        Assert.Empty(vertex.Upstream.Violations);
        Assert.Equal("response.completed", answer.Terminal.Type);
        Assert.Equal(target, Assert.Single(vertex.Upstream.Requests).Target);
        Assert.Equal(["Bearer ya29.token-1"], vertex.Shown);
        Assert.Equal(LedgerOutcome.Completed, (await vertex.Gateway.Ledger.OnlyRowAsync()).Outcome);
    }

    [Fact]
    public async Task Claude_is_named_by_its_address_and_its_version_stands_in_the_body()
    {
        await using var vertex = await VertexUnderTest.StartAsync(VertexWire.Claude);

        await vertex.AskAsync(Claude);

        var body = vertex.Upstream.Requests[0].Json;
        Assert.False(body.TryGetProperty("model", out _));
        Assert.Equal("vertex-2023-10-16", body.GetProperty("anthropic_version").GetString());
    }

    [Fact]
    public async Task A_key_opens_Gemini_without_a_project_and_nobody_is_asked_for_a_token()
    {
        await using var vertex = await VertexUnderTest.StartAsync(
            VertexWire.Express, ("ApiKey", VertexGate.Key), ("Parameters:project", null), ("Parameters:location", null));

        var answer = await vertex.AskAsync(Gemini);

        Assert.Equal("response.completed", answer.Terminal.Type);
        Assert.Equal("/v1beta1/publishers/google/models/gemini-3.6-flash:streamGenerateContent?alt=sse", vertex.Upstream.Requests[0].Target);
        Assert.Empty(vertex.TokenRequests);
    }

    [Fact]
    public async Task Fifty_calls_at_once_cause_one_token_request_and_one_more_when_the_token_has_ended()
    {
        await using var vertex = await VertexUnderTest.StartAsync(VertexWire.Claude);

        await AskFiftyAsync(vertex);
        Assert.Single(vertex.TokenRequests);

        vertex.Gateway.Time.Advance(GoogleTokenService.Lifetime);
        await AskFiftyAsync(vertex);
        Assert.Equal(2, vertex.TokenRequests.Count);
        Assert.Equal(50, vertex.Shown.Count(token => token == "Bearer ya29.token-2"));
        Assert.Empty(vertex.Upstream.Violations);
    }

    [Fact]
    public async Task A_token_that_is_about_to_end_serves_while_the_next_one_is_fetched()
    {
        await using var vertex = await VertexUnderTest.StartAsync(VertexWire.Gemini);
        await vertex.AskAsync(Gemini);
        vertex.Gateway.Time.Advance(GoogleTokenService.Lifetime - LeaseCache<string>.Ahead);

        var answer = await vertex.AskAsync(Gemini);

        Assert.Equal("response.completed", answer.Terminal.Type);
        Assert.Equal("Bearer ya29.token-1", vertex.Shown.Last());
    }

    [Fact]
    public async Task A_token_that_was_taken_back_is_replaced_and_the_client_notices_nothing()
    {
        await using var vertex = await VertexUnderTest.StartAsync(VertexWire.Gemini);
        await vertex.AskAsync(Gemini);
        vertex.Google.RevokeAll();

        var answer = await vertex.AskAsync(Gemini);

        Assert.Equal("response.completed", answer.Terminal.Type);
        Assert.Equal(["Bearer ya29.token-1", "Bearer ya29.token-1", "Bearer ya29.token-2"], vertex.Shown);
        Assert.All(await vertex.Gateway.Ledger.RowsAsync(), row => Assert.Equal(LedgerOutcome.Completed, row.Outcome));
    }

    [Fact]
    public async Task A_new_token_that_is_refused_too_is_the_last_attempt()
    {
        await using var vertex = await VertexUnderTest.StartAsync(_ => VertexWire.Gemini(new VertexGate(_ => false)));

        var answer = await vertex.AskAsync(Gemini);

        Assert.Equal((502, "upstream_credential_refused"), (answer.Status, answer.Code));
        Assert.Equal(["Bearer ya29.token-1", "Bearer ya29.token-2"], vertex.Shown);
    }

    [Fact]
    public async Task A_refusal_is_told_where_no_new_token_can_be_had()
    {
        await using var vertex = await VertexUnderTest.StartAsync(VertexWire.Gemini);
        await vertex.AskAsync(Gemini);
        vertex.Google.RevokeAll();
        await vertex.StopTokensAsync();

        var answer = await vertex.AskAsync(Gemini);

        Assert.Equal((502, "Google Vertex AI refused the gateway's credential, or it may not use this model."), (answer.Status, answer.Message));
    }

    [Fact]
    public async Task A_token_server_that_is_down_is_told_and_nothing_is_sent()
    {
        await using var vertex = await VertexUnderTest.StartAsync(VertexWire.Gemini);
        await vertex.StopTokensAsync();

        var answer = await vertex.AskAsync(Gemini);

        Assert.Equal(
            (502, "upstream_credential_refused", "The gateway could not get a credential for Google Vertex AI: Google's token server cannot be reached."),
            (answer.Status, answer.Code, answer.Message));
        Assert.Empty(vertex.Upstream.Requests);
    }

    [Theory]
    [InlineData("project", "project-2", 502, "Google Vertex AI refused the gateway's credential, or it may not use this model.")]
    [InlineData("location", "asia-east9", 400, "Google Vertex AI: Publisher Model `projects/project-1/locations/asia-east9/publishers/google/models/gemini-3.6-flash` was not found or your project does not have access to it.")]
    public async Task A_wrong_project_and_a_wrong_location_are_told(string parameter, string value, int status, string message)
    {
        await using var vertex = await VertexUnderTest.StartAsync(VertexWire.Gemini, ($"Parameters:{parameter}", value));

        var answer = await vertex.AskAsync(Gemini);

        Assert.Equal((status, message), (answer.Status, answer.Message));
    }

    [Fact]
    public async Task A_token_without_a_project_is_told_what_to_set()
    {
        await using var vertex = await VertexUnderTest.StartAsync(VertexWire.Gemini, ("Parameters:project", null));

        var answer = await vertex.AskAsync(Gemini);

        Assert.Equal(502, answer.Status);
        Assert.Equal(
            "The gateway has no credential for Google Vertex AI: its operator sets Providers:vertex:Parameters:project, "
            + "or Providers:vertex:ApiKey or the Key Vault secret vertex-api-key.",
            answer.Message);
        Assert.Empty(vertex.TokenRequests);
    }

    [Theory]
    [InlineData(Gemini)]
    [InlineData(Claude)]
    public async Task Its_models_are_listed_when_it_has_an_identity_and_nobody_is_asked_for_that(string model)
    {
        await using var vertex = await VertexUnderTest.StartAsync(WireOf(model));

        var list = await vertex.Gateway.GetAsync("/openai/v1/models");

        Assert.Contains(list.Json.GetProperty("data").EnumerateArray(), entry => entry.GetProperty("id").GetString() == $"vertex/{model}");
        Assert.Empty(vertex.TokenRequests);
    }

    [Fact]
    public async Task Neither_tokens_nor_the_accounts_key_are_found_in_a_log_or_a_span()
    {
        using var traces = new Traces();
        await using var vertex = await VertexUnderTest.StartAsync(VertexWire.Gemini);
        var answers = new List<Answer> { await vertex.AskAsync(Gemini) };
        vertex.Google.RevokeAll();
        answers.Add(await vertex.AskAsync(Gemini));
        vertex.Google.Key.ImportRSAPrivateKey(System.Security.Cryptography.RSA.Create(2048).ExportRSAPrivateKey(), out _);
        vertex.Gateway.Time.Advance(GoogleTokenService.Lifetime);
        answers.Add(await vertex.AskAsync(Gemini));

        Assert.Equal([200, 200, 502], answers.Select(answer => answer.Status));
        Assert.NotEmpty(vertex.Gateway.Logs.Lines);
        var key = JsonElement.Parse(vertex.Google.ServiceAccountJson()).GetProperty("private_key").GetString()!.Split('\n')[3];
        var assertion = vertex.TokenRequests[0].Form["assertion"];
        foreach (var secret in (string[])["ya29.", key, assertion, "BEGIN PRIVATE KEY"])
        {
            Assert.DoesNotContain(vertex.Gateway.Logs.Lines, line => line.Text.Contains(secret, StringComparison.Ordinal));
            Assert.DoesNotContain(traces.Lines, line => line.Contains(secret, StringComparison.Ordinal));
            Assert.DoesNotContain(answers, answer => answer.Text.Contains(secret, StringComparison.Ordinal));
        }
    }

    private static Func<VertexGate, VertexWire> WireOf(string model) => model switch
    {
        Gemini => VertexWire.Gemini,
        Claude => VertexWire.Claude,
        _ => VertexWire.Others,
    };

    private static async Task AskFiftyAsync(VertexUnderTest vertex)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => vertex.AskAsync(Claude)));

        Assert.All(answers, answer => Assert.Equal("response.completed", answer.Terminal.Type));
    }
}
