namespace CodexFuncGateway.Tests.FrontDoor.Access;

/// <summary>Virtual keys as an administrator makes and changes them.</summary>
public sealed class KeysResourceTests(IdleGateway idle) : IClassFixture<IdleGateway>
{
    private const string Everything = """
        {"name":"Ada's laptop","owner":"ada","user":"ada@contoso.com","team":"blue","tags":["lab","cost:42"],"allowed_models":["openai/*"],"allowed_providers":["openai"],
        "requests_per_minute":60,"tokens_per_minute":100000,"parallel_streams":4,"budget":{"amount_usd":12.5,"period":"month"},"expires_at":"2027-01-31T00:00:00Z","disabled":false}
        """;

    [Fact]
    public async Task All_that_was_set_is_told_again_and_the_value_is_not()
    {
        var (id, value) = await idle.Gateway.CreateKeyAsync(Everything);

        var told = await idle.Gateway.AdministerAsync(HttpMethod.Get, $"keys/{id}");
        var listed = await idle.Gateway.AdministerAsync(HttpMethod.Get, "keys?limit=1000");

        foreach (var field in System.Text.Json.JsonElement.Parse(Everything).EnumerateObject())
        {
            Assert.True(System.Text.Json.JsonElement.DeepEquals(field.Value, told.Json.GetProperty(field.Name)), field.Name);
        }

        Assert.Equal((id, "admin-key", $"{value[..7]}…{value[^4..]}"), (told.Json.GetProperty("id").GetString(), told.Json.GetProperty("created_by").GetString(), told.Json.GetProperty("hint").GetString()));
        Assert.DoesNotContain(value, told.Text + listed.Text);
        Assert.Contains(id, listed.Text);
        Assert.Equal("no-store", told.Headers["Cache-Control"]);
    }

    [Fact]
    public async Task A_change_leaves_the_rest_alone_and_null_takes_away()
    {
        var (id, _) = await idle.Gateway.CreateKeyAsync(Everything);

        var changed = await idle.Gateway.AdministerAsync(HttpMethod.Patch, $"keys/{id}", """{"team":"green","budget":null,"allowed_models":[]}""");

        Assert.Equal(("green", "ada"), (changed.Json.GetProperty("team").GetString(), changed.Json.GetProperty("owner").GetString()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, changed.Json.GetProperty("budget").ValueKind);
        Assert.Equal(0, changed.Json.GetProperty("allowed_models").GetArrayLength());
    }

    [Theory]
    [InlineData("""{"teem":"blue"}""", "teem")]
    [InlineData("""{"id":"dev"}""", "id")]
    [InlineData("""{"team":5}""", "team")]
    [InlineData("""{"team":"a\nb"}""", "team")]
    [InlineData("""{"tags":["a,b"]}""", "tags")]
    [InlineData("""{"tags":[null]}""", "tags")]
    [InlineData("""{"allowed_models":"*"}""", "allowed_models")]
    [InlineData("""{"requests_per_minute":0}""", "requests_per_minute")]
    [InlineData("""{"tokens_per_minute":1.5}""", "tokens_per_minute")]
    [InlineData("""{"parallel_streams":"4"}""", "parallel_streams")]
    [InlineData("""{"budget":{"amount_usd":-1,"period":"day"}}""", "budget")]
    [InlineData("""{"budget":{"amount_usd":1,"period":"year"}}""", "budget")]
    [InlineData("""{"expires_at":"tomorrow"}""", "expires_at")]
    [InlineData("""{"expires_at":"2027-01-31T00:00:00"}""", "expires_at")]
    [InlineData("""{"disabled":null}""", "disabled")]
    public async Task What_is_wrong_is_refused_under_its_name(string body, string param)
    {
        var before = await idle.Gateway.AdministerAsync(HttpMethod.Get, "keys?limit=1000");

        var answer = await idle.Gateway.AdministerAsync(HttpMethod.Post, "keys", body);

        Assert.Equal((400, param), (answer.Status, answer.Param));
        Assert.Equal((200, before.Text), (before.Status, (await idle.Gateway.AdministerAsync(HttpMethod.Get, "keys?limit=1000")).Text));
    }

    [Theory]
    [InlineData("[]", 400)]
    [InlineData("{", 400)]
    [InlineData("""{"team":"a","team":"b"}""", 400)]
    [InlineData("large", 413)]
    public async Task A_body_that_is_no_object_is_refused(string body, int status)
    {
        var answer = await idle.Gateway.AdministerAsync(HttpMethod.Post, "keys", body == "large" ? $$"""{"name":"{{new string('x', 20_000)}}"}""" : body);

        Assert.Equal(status, answer.Status);
    }

    [Theory]
    [InlineData("DELETE", "keys", "GET, POST")]
    [InlineData("POST", "keys/key-1", "GET, PATCH, PUT, DELETE")]
    [InlineData("GET", "keys/key-1/rotate", "POST")]
    [InlineData("POST", "audit", "GET")]
    public async Task Other_methods_are_named(string method, string path, string allowed)
    {
        var answer = await idle.Gateway.AdministerAsync(new HttpMethod(method), path);

        Assert.Equal((405, allowed), (answer.Status, answer.Headers["Allow"]));
    }

    [Theory]
    [InlineData("GET", "keys/key-none")]
    [InlineData("PATCH", "keys/key-none")]
    [InlineData("DELETE", "keys/key-none")]
    [InlineData("POST", "keys/key-none/rotate")]
    [InlineData("GET", "keys/a%5Cb%23c%3F")]
    [InlineData("GET", "keys/a/b/c")]
    [InlineData("GET", "nothing")]
    public async Task What_is_not_there_is_not_found(string method, string path)
    {
        Assert.Equal(404, (await idle.Gateway.AdministerAsync(new HttpMethod(method), path, method == "GET" ? null : "{}")).Status);
    }

    [Fact]
    public async Task A_very_long_id_is_not_found_either()
    {
        var id = new string('x', 3000);

        Assert.Equal(404, (await idle.Gateway.AdministerAsync(HttpMethod.Get, $"keys/{id}")).Status);
        Assert.Equal(404, (await idle.Gateway.AdministerAsync(HttpMethod.Delete, $"keys/{id}")).Status);
        Assert.Equal(200, (await idle.Gateway.AdministerAsync(HttpMethod.Get, $"keys?after={id}")).Status);
    }

    [Fact]
    public async Task Pages_follow_one_another()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        for (var key = 0; key < 5; key++)
        {
            await gateway.CreateKeyAsync();
        }

        var first = await gateway.AdministerAsync(HttpMethod.Get, "keys?limit=3");
        var second = await gateway.AdministerAsync(HttpMethod.Get, $"keys?limit=3&after={first.Json.GetProperty("last_id").GetString()}");

        Assert.Equal((3, true), (first.Json.GetProperty("data").GetArrayLength(), first.Json.GetProperty("has_more").GetBoolean()));
        Assert.Equal((2, false), (second.Json.GetProperty("data").GetArrayLength(), second.Json.GetProperty("has_more").GetBoolean()));
        Assert.Equal(400, (await gateway.AdministerAsync(HttpMethod.Get, "keys?limit=0")).Status);
    }

    [Fact]
    public async Task A_rotation_tells_the_new_value_and_how_long_the_old_one_lasts()
    {
        var (id, old) = await idle.Gateway.CreateKeyAsync();

        var usual = await idle.Gateway.AdministerAsync(HttpMethod.Post, $"keys/{id}/rotate");
        var atOnce = await idle.Gateway.AdministerAsync(HttpMethod.Post, $"keys/{id}/rotate", """{"overlap_seconds":0}""");

        Assert.Equal(idle.Gateway.Time.GetUtcNow().AddHours(24), usual.Json.GetProperty("previous_value_until").GetDateTimeOffset());
        Assert.Equal(idle.Gateway.Time.GetUtcNow(), atOnce.Json.GetProperty("previous_value_until").GetDateTimeOffset());
        Assert.Equal(401, await ModelsAsync(old));
        Assert.Equal(401, await ModelsAsync(usual.Json.GetProperty("value").GetString()!));
        Assert.Equal(200, await ModelsAsync(atOnce.Json.GetProperty("value").GetString()!));
        Assert.Equal(400, (await idle.Gateway.AdministerAsync(HttpMethod.Post, $"keys/{id}/rotate", """{"overlap_seconds":-1}""")).Status);
        Assert.Equal("overlap", (await idle.Gateway.AdministerAsync(HttpMethod.Post, $"keys/{id}/rotate", """{"overlap":5}""")).Param);
    }

    [Fact]
    public async Task The_key_before_the_last_administers_while_it_is_set()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(("Gateway:PreviousAdminKey", "the-one-before"));

        Assert.Equal(200, (await gateway.AdministerAsync(HttpMethod.Get, "keys", key: "the-one-before")).Status);
        Assert.Equal(200, (await gateway.AdministerAsync(HttpMethod.Get, "keys")).Status);
        Assert.Equal(401, (await idle.Gateway.AdministerAsync(HttpMethod.Get, "keys", key: "the-one-before")).Status);
    }

    private async Task<int> ModelsAsync(string key) => (await idle.Gateway.SendAsync(Ask.For(HttpMethod.Get, "/v1/models").By(key))).Status;
}
