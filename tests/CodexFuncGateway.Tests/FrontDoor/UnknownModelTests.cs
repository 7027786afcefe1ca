namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>Models that nobody serves, that have no credential, or that cannot do what is asked.</summary>
public sealed class UnknownModelTests(IdleGateway idle) : IClassFixture<IdleGateway>
{
    [Theory]
    [InlineData("openai/gpt-5.4-minni", "openai/gpt-5.4-mini")]
    [InlineData("anthropic/claude-haiku-4.5", "anthropic/claude-haiku-4-5")]
    [InlineData("dayly", "daily")]
    public async Task An_unknown_model_is_answered_with_the_nearest_names(string asked, string meant)
    {
        var answer = await idle.Gateway.PostAsync(Ask.Question(asked));

        Assert.Equal((404, "model_not_found"), (answer.Status, answer.Code));
        Assert.Contains($"'{asked}'", answer.Message);
        Assert.Contains("Did you mean", answer.Message);
        Assert.Contains(meant, answer.Message);
    }

    [Fact]
    public async Task A_name_like_no_other_is_answered_without_a_guess()
    {
        var answer = await idle.Gateway.PostAsync(Ask.Question("entirely-made-up-by-nobody"));

        Assert.Equal((404, "No provider serves a model named 'entirely-made-up-by-nobody'."), (answer.Status, answer.Message));
    }

    [Fact]
    public async Task Codex_gets_the_form_that_it_shows_once()
    {
        var answer = await idle.Gateway.PostAsync(Ask.Question("openai/gpt-5.4-minni"), Ask.ByCodex);

        Assert.Equal((404, "model_not_found"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_provider_without_a_credential_is_named_together_with_the_setting()
    {
        var answer = await idle.Gateway.PostAsync(Ask.Question("groq/llama-3.3-70b-versatile"));

        Assert.Equal((502, "upstream_credential_refused"), (answer.Status, answer.Code));
        Assert.Contains("Providers:groq:ApiKey", answer.Message);
    }

    [Fact]
    public async Task Tools_for_a_model_without_tool_use_are_refused_in_a_sentence()
    {
        var answer = await idle.Gateway.PostAsync(Ask.Question("perplexity/sonar"));

        Assert.Equal((400, "tools"), (answer.Status, answer.Param));
        Assert.StartsWith("The model perplexity/sonar cannot use tools", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tools_that_come_inside_the_conversation_are_refused_alike()
    {
        var answer = await idle.Gateway.PostAsync(
            """{"model":"perplexity/sonar","input":[{"type":"additional_tools","tools":[{"type":"function","name":"look"}]},{"role":"user","content":"hi"}]}""");

        Assert.Equal((400, "tools"), (answer.Status, answer.Param));
    }

    [Fact]
    public async Task Codex_shows_that_a_model_cannot_use_tools()
    {
        var answer = await idle.Gateway.PostAsync(Ask.Question("perplexity/sonar"), Ask.ByCodex);

        Assert.Equal((400, "invalid_prompt"), (answer.Status, answer.Code));
        Assert.Contains("cannot use tools", answer.Message);
    }
}
