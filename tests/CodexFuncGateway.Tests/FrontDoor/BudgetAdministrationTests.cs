using System.Text;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary><c>/gateway/v1/budgets</c>.</summary>
public sealed class BudgetAdministrationTests
{
    private const string AdminKey = "admin-key-of-the-tests";
    private const string Path = "/gateway/v1/budgets";

    private static readonly (string, string)[] Settings = [("Gateway:AdminKey", AdminKey)];

    [Fact]
    public async Task A_budget_is_made_read_changed_and_taken_away()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(Settings);

        var made = await SendAsync(gateway, HttpMethod.Post, Path, """{"id":"core","scope":"team","value":"core","period":"month","limit_usd":250}""");
        var changed = await SendAsync(gateway, HttpMethod.Put, $"{Path}/core", """{"scope":"team","value":"core","period":"month","limit_usd":300.5}""");
        var read = await SendAsync(gateway, HttpMethod.Get, $"{Path}/core");
        var list = await SendAsync(gateway, HttpMethod.Get, Path);
        var gone = await SendAsync(gateway, HttpMethod.Delete, $"{Path}/core");

        Assert.Equal((201, 200, 200, 204), (made.Status, changed.Status, read.Status, gone.Status));
        Assert.Equal(("core", "team", "month", 300.5m, 0m, 300.5m), (
            read.Json.GetProperty("id").GetString(), read.Json.GetProperty("scope").GetString(), read.Json.GetProperty("period").GetString(),
            read.Json.GetProperty("limit_usd").GetDecimal(), read.Json.GetProperty("spent_usd").GetDecimal(), read.Json.GetProperty("left_usd").GetDecimal()));
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds(), read.Json.GetProperty("resets_at").GetInt64());
        Assert.Equal(made.Json.GetProperty("effective_from").GetInt64(), changed.Json.GetProperty("effective_from").GetInt64());
        Assert.Equal("core", Assert.Single(list.Json.GetProperty("data").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(404, (await SendAsync(gateway, HttpMethod.Get, $"{Path}/core")).Status);
    }

    [Fact]
    public async Task A_budget_without_an_id_gets_one()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(Settings);

        var made = await SendAsync(gateway, HttpMethod.Post, Path, """{"scope":"everything","period":"day","limit_usd":1}""");

        Assert.Matches("^budget-[0-9a-f]{8}$", made.Json.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_new_budget_holds_within_half_a_minute_and_a_deleted_one_no_longer()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync([.. Wire.Chat.At(upstream), .. Settings]);
        Assert.Equal(200, (await gateway.PostAsync(Ask.Question(Wire.Chat.Model))).Status);

        await SendAsync(gateway, HttpMethod.Post, Path, """{"id":"none","scope":"key","value":"dev","period":"day","limit_usd":0}""");
        gateway.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(429, (await gateway.PostAsync(Ask.Question(Wire.Chat.Model))).Status);

        await SendAsync(gateway, HttpMethod.Delete, $"{Path}/none");
        gateway.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(200, (await gateway.PostAsync(Ask.Question(Wire.Chat.Model))).Status);
    }

    [Theory]
    [InlineData("""{"scope":"planet","period":"day","limit_usd":1}""", "scope")]
    [InlineData("""{"scope":"key","period":"day","limit_usd":1}""", "value")]
    [InlineData("""{"scope":"everything","period":"year","limit_usd":1}""", "period")]
    [InlineData("""{"scope":"everything","period":"day","limit_usd":"1"}""", "limit_usd")]
    [InlineData("""{"scope":"everything","period":"day","limit_usd":-1}""", "limit_usd")]
    [InlineData("""{"scope":"everything","period":"day"}""", "limit_usd")]
    [InlineData("""{"scope":"everything","period":"day","limit_usd":1,"soft":true}""", "soft")]
    [InlineData("""{"id":7,"scope":"everything","period":"day","limit_usd":1}""", "id")]
    [InlineData("""{"id":"a/b","scope":"everything","period":"day","limit_usd":1}""", "id")]
    [InlineData("""[]""", null)]
    [InlineData("""{""", null)]
    public async Task What_is_no_budget_is_refused_with_the_fields_path(string body, string? param)
    {
        await using var gateway = await GatewayUnderTest.StartAsync(Settings);

        var answer = await SendAsync(gateway, HttpMethod.Post, Path, body);

        Assert.Equal((400, param), (answer.Status, answer.Param));
        Assert.Empty((await SendAsync(gateway, HttpMethod.Get, Path)).Json.GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task A_budget_of_the_settings_is_shown_and_not_changed()
    {
        await using var gateway = await GatewayUnderTest.StartAsync([.. Settings, .. BudgetCallTests.Budget("everything", "", "day", 5)]);

        var read = await SendAsync(gateway, HttpMethod.Get, $"{Path}/everything");
        var changed = await SendAsync(gateway, HttpMethod.Put, $"{Path}/everything", """{"scope":"everything","period":"day","limit_usd":500}""");
        var gone = await SendAsync(gateway, HttpMethod.Delete, $"{Path}/everything");

        Assert.Equal(("settings", 400, 400), (read.Json.GetProperty("source").GetString(), changed.Status, gone.Status));
    }

    [Fact]
    public async Task Only_administrators_see_and_make_budgets()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(Settings);

        Assert.Equal(401, (await gateway.GetAsync(Path)).Status);
        Assert.Equal(401, (await gateway.SendAsync(Ask.For(HttpMethod.Delete, $"{Path}/x"))).Status);
    }

    private static Task<Answer> SendAsync(GatewayUnderTest gateway, HttpMethod method, string path, string? body = null)
    {
        var request = Ask.For(method, path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return gateway.SendAsync(request.With(("Authorization", $"Bearer {AdminKey}")));
    }
}
