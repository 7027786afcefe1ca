using CodexFuncGateway.Simulators.Faults;
using CodexFuncGateway.Tests.Keys;

namespace CodexFuncGateway.Tests.FrontDoor.Access;

/// <summary>Virtual keys in use: what they open, and what their end means for calls that run.</summary>
public sealed class KeyLifeTests
{
    [Fact]
    public async Task The_ledger_has_the_keys_id_user_team_and_tags()
    {
        await using var upstream = await Wire.OpenAI.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.OpenAI.At(upstream));
        var (id, value) = await gateway.CreateKeyAsync("""{"user":"ada","team":"blue","tags":["lab"]}""");

        Assert.Equal(200, (await gateway.SendAsync(Question(value))).Status);

        var row = await gateway.Ledger.SettledAsync();
        Assert.Equal((id, "ada", "blue", "lab"), (row.KeyId, row.User, row.Team, Assert.Single(row.Tags)));
    }

    [Fact]
    public async Task A_model_that_is_not_allowed_is_refused_before_it_costs_anything()
    {
        await using var upstream = await Wire.OpenAI.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.OpenAI.At(upstream));
        var (_, value) = await gateway.CreateKeyAsync("""{"allowed_models":["anthropic/*"]}""");

        var refused = await gateway.SendAsync(Question(value));
        var codex = await gateway.SendAsync(Question(value).With(Ask.ByCodex));
        var compaction = await gateway.SendAsync(Ask.Responses($$"""{"model":"{{Wire.OpenAI.Model}}","input":[{"role":"user","content":"Hi"},{"type":"compaction_trigger"}]}""").By(value));

        Assert.Equal((403, "forbidden", "model"), (refused.Status, refused.Code, refused.Param));
        Assert.Equal((400, "invalid_prompt", refused.Message), (codex.Status, codex.Code, codex.Message));
        Assert.Equal(403, compaction.Status);
        Assert.Empty(upstream.Requests);
        Assert.Empty(await gateway.Ledger.RowsAsync());
    }

    [Fact]
    public async Task A_fallback_that_is_not_allowed_is_not_asked()
    {
        await using var first = await Wire.OpenAI.StartAsync();
        await using var second = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(
            [.. Wire.OpenAI.At(first), .. Wire.Chat.At(second), ("Models:daily:Routes:0", Wire.OpenAI.Model), ("Models:daily:Routes:1", Wire.Chat.Model)]);
        var (_, value) = await gateway.CreateKeyAsync("""{"allowed_providers":["openai"]}""");
        first.Faults.FailWith(401, Complaint.Of(Wire.OpenAI, 401), requests: 2);

        var answer = await gateway.SendAsync(Ask.Responses(Ask.Question("daily")).By(value));

        Assert.Equal(502, answer.Status);
        Assert.Empty(second.Requests);
    }

    [Fact]
    public async Task The_list_of_models_is_the_keys_own()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(("Providers:openai:ApiKey", "x"), ("Providers:groq:ApiKey", "x"), ("Models:daily:Routes:0", Wire.OpenAI.Model));
        var (_, restricted) = await gateway.CreateKeyAsync("""{"allowed_models":["openai/gpt-5*","daily"]}""");
        var (_, other) = await gateway.CreateKeyAsync("""{"allowed_providers":["groq"]}""");

        var (names, otherNames) = (await ModelsAsync(gateway, restricted), await ModelsAsync(gateway, other));

        Assert.Contains("daily", names);
        Assert.Contains("openai/gpt-5.4-mini", names);
        Assert.All(names.Where(name => name.Contains('/')), name => Assert.StartsWith("openai/gpt-5", name, StringComparison.Ordinal));
        Assert.NotEmpty(otherNames);
        Assert.All(otherNames, name => Assert.StartsWith("groq/", name, StringComparison.Ordinal));
        Assert.Equal(404, (await gateway.SendAsync(Ask.For(HttpMethod.Get, $"/v1/models/{Wire.Chat.Model}").By(restricted))).Status);
    }

    [Fact]
    public async Task A_key_expires_at_its_time_and_not_a_moment_before()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        var (_, value) = await gateway.CreateKeyAsync($$"""{"expires_at":"{{gateway.Time.GetUtcNow().AddSeconds(5):O}}"}""");

        gateway.Time.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(1));
        Assert.Equal(200, (await gateway.SendAsync(Models(value))).Status);
        gateway.Time.Advance(TimeSpan.FromTicks(1));

        var answer = await gateway.SendAsync(Models(value));
        Assert.Equal((401, "invalid_api_key"), (answer.Status, answer.Code));
        Assert.Contains("expired", answer.Message);
    }

    [Theory]
    [InlineData("DELETE", null)]
    [InlineData("PATCH", """{"disabled":true}""")]
    public async Task A_stream_that_runs_goes_on_when_its_key_ends(string method, string? change)
    {
        await using var upstream = await Wire.OpenAI.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.OpenAI.At(upstream));
        var (id, value) = await gateway.CreateKeyAsync("""{"parallel_streams":1,"tokens_per_minute":100000}""");
        using var gate = upstream.Faults.HoldFrames();
        using var response = await OpenAsync(gateway, gate, value);

        await gateway.AdministerAsync(new HttpMethod(method), $"keys/{id}", change);
        gate.Open();

        Assert.Equal("response.completed", (await Answer.ReadAsync(response)).Terminal.Type);
        Assert.Equal(id, (await gateway.Ledger.SettledAsync()).KeyId);
        Assert.Equal(401, (await gateway.SendAsync(Question(value))).Status);
    }

    [Fact]
    public async Task A_stream_that_runs_goes_on_when_its_key_is_rotated()
    {
        await using var upstream = await Wire.OpenAI.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.OpenAI.At(upstream));
        var (id, value) = await gateway.CreateKeyAsync();
        using var gate = upstream.Faults.HoldFrames();
        using var response = await OpenAsync(gateway, gate, value);

        var rotated = await gateway.AdministerAsync(HttpMethod.Post, $"keys/{id}/rotate", """{"overlap_seconds":0}""");
        gate.Open();

        Assert.Equal("response.completed", (await Answer.ReadAsync(response)).Terminal.Type);
        Assert.Equal(401, (await gateway.SendAsync(Question(value))).Status);
        Assert.Equal(200, (await gateway.SendAsync(Question(rotated.Json.GetProperty("value").GetString()!))).Status);
    }

    [Fact]
    public async Task A_client_that_tries_a_wrong_key_six_times_is_not_slowed_down()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(("Gateway:ClientAddressHeader", "X-Forwarded-For"));
        for (var client = 0; client < 19; client++)
        {
            for (var attempt = 0; attempt < 6; attempt++)
            {
                Assert.Equal(401, (await gateway.SendAsync(Models($"gw-wrong-{client}").With(("X-Forwarded-For", "203.0.113.9")))).Status);
            }
        }
    }

    [Fact]
    public async Task A_user_who_is_signed_in_needs_no_key_where_settings_say_so()
    {
        await using var upstream = await Wire.OpenAI.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(
            [.. Wire.OpenAI.At(upstream), .. Principals.Believed, ("Entra:ApiAccess", "true"), ("Entra:Teams:g-1", "blue"), ("Entra:AllowedModels", "openai/*")]);
        var user = ("X-MS-CLIENT-PRINCIPAL", Principals.Write(roles: ["use"], groups: ["g-1"]));
        // App Service leaves the token in place; it is nobody's virtual key.
        var token = ("Authorization", $"Bearer eyJ0eXAi.{new string('x', 1500)}.sig");

        var answer = await gateway.SendAsync(Ask.Responses(Ask.Question(Wire.OpenAI.Model)).WithoutKey().With(user, token));

        Assert.Equal(200, answer.Status);
        var row = await gateway.Ledger.SettledAsync();
        Assert.Equal(($"entra-{Principals.ObjectId}", Principals.Name, "blue"), (row.KeyId, row.User, row.Team));
        Assert.Equal(403, (await gateway.SendAsync(Ask.For(HttpMethod.Get, "/v1/models").WithoutKey().With(("X-MS-CLIENT-PRINCIPAL", Principals.Write())))).Status);
        Assert.Equal(401, (await gateway.SendAsync(Ask.For(HttpMethod.Get, "/v1/models").WithoutKey().With(("X-MS-CLIENT-PRINCIPAL", Principals.Write(roles: ["use"], audience: "api://other"))))).Status);
        Assert.Equal(200, (await gateway.SendAsync(Ask.For(HttpMethod.Get, "/v1/models").WithoutKey().With(("X-MS-CLIENT-PRINCIPAL", Principals.Write()), ("x-api-key", GatewayUnderTest.Key)))).Status);
    }

    [Fact]
    public async Task Users_who_are_signed_in_need_a_key_where_settings_do_not_say_otherwise()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(Principals.Believed);

        var answer = await gateway.SendAsync(Ask.For(HttpMethod.Get, "/v1/models").WithoutKey().With(("X-MS-CLIENT-PRINCIPAL", Principals.Write(roles: ["use", "admin"]))));

        Assert.Equal(403, answer.Status);
    }

    [Fact]
    public async Task Signed_in_users_have_the_limits_of_the_settings()
    {
        await using var upstream = await Wire.OpenAI.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync([.. Wire.OpenAI.At(upstream), .. Principals.Believed, ("Entra:ApiAccess", "true"), ("Entra:ApiRole", ""), ("Entra:RequestsPerMinute", "1")]);
        var user = ("X-MS-CLIENT-PRINCIPAL", Principals.Write());

        Assert.Equal(200, (await gateway.SendAsync(Ask.Responses(Ask.Question(Wire.OpenAI.Model)).WithoutKey().With(user))).Status);
        Assert.Equal(429, (await gateway.SendAsync(Ask.Responses(Ask.Question(Wire.OpenAI.Model)).WithoutKey().With(user))).Status);
    }

    private static HttpRequestMessage Question(string key) => Ask.Responses(Ask.Question(Wire.OpenAI.Model)).By(key);

    private static HttpRequestMessage Models(string key) => Ask.For(HttpMethod.Get, "/v1/models").By(key);

    private static async Task<IReadOnlyList<string>> ModelsAsync(GatewayUnderTest gateway, string key) =>
        [.. (await gateway.SendAsync(Models(key))).Json.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("slug").GetString()!)];

    private static async Task<HttpResponseMessage> OpenAsync(GatewayUnderTest gateway, FrameGate gate, string key)
    {
        var opening = gateway.OpenAsync(Question(key));
        gate.Release(1);
        return await opening;
    }
}
