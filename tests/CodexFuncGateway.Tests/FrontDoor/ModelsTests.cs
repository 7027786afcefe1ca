namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>The list of models as a client gets it.</summary>
public sealed class ModelsTests(IdleGateway idle) : IClassFixture<IdleGateway>
{
    [Fact]
    public async Task One_body_serves_OpenAI_clients_and_Codex()
    {
        var answer = await idle.Gateway.GetAsync("/openai/v1/models?client_version=0.169.0");

        Assert.Equal((200, "application/json"), (answer.Status, answer.Headers["Content-Type"]));
        Assert.Contains("openai/gpt-5.4-mini", Names(answer, "data", "id"));
        Assert.Contains("openai/gpt-5.4-mini", Names(answer, "models", "slug"));
        Assert.Contains("daily", Names(answer, "models", "slug"));
    }

    [Fact]
    public async Task Providers_without_a_credential_are_not_offered()
    {
        var answer = await idle.Gateway.GetAsync("/v1/models");

        Assert.DoesNotContain(Names(answer, "data", "id"), name => name.StartsWith("groq/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_list_has_an_entity_tag_that_stays()
    {
        var one = await idle.Gateway.GetAsync("/v1/models");
        var other = await idle.Gateway.GetAsync("/models/");

        Assert.Matches("^\"[0-9a-f]{32}\"$", one.Headers["ETag"]);
        Assert.Equal((one.Headers["ETag"], one.Text), (other.Headers["ETag"], other.Text));
    }

    [Theory]
    [InlineData("openai/gpt-5.4-mini")]
    [InlineData("openai%2Fgpt-5.4-mini")]
    [InlineData("openai%2fgpt-5.4-mini/")]
    [InlineData("daily")]
    public async Task One_model_is_found_by_its_name(string path)
    {
        var answer = await idle.Gateway.GetAsync($"/openai/v1/models/{path}");

        Assert.Equal(200, answer.Status);
        Assert.Equal(Uri.UnescapeDataString(path).TrimEnd('/'), answer.Json.GetProperty("id").GetString());
        Assert.Equal("model", answer.Json.GetProperty("object").GetString());
    }

    [Fact]
    public async Task A_name_may_hold_slashes_of_its_own()
    {
        var name = Names(await idle.Gateway.GetAsync("/v1/models"), "data", "id").First(name => name.Count(letter => letter == '/') > 1);

        var plain = await idle.Gateway.GetAsync($"/v1/models/{name}");
        var escaped = await idle.Gateway.GetAsync($"/v1/models/{Uri.EscapeDataString(name)}");

        Assert.Equal((200, plain.Text), (escaped.Status, escaped.Text));
        Assert.Equal(name, plain.Json.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("/v1/models/nobody/serves-this")]
    [InlineData("/v1/models/groq/llama-3.3-70b-versatile")]
    public async Task A_model_that_is_not_offered_is_not_found(string path)
    {
        var answer = await idle.Gateway.GetAsync(path);

        Assert.Equal((404, "model_not_found"), (answer.Status, answer.Code));
    }

    private static IEnumerable<string> Names(Answer answer, string list, string field) =>
        answer.Json.GetProperty(list).EnumerateArray().Select(model => model.GetProperty(field).GetString()!);
}
