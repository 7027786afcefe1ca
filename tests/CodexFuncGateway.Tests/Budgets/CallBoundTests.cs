using CodexFuncGateway.Budgets;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Tests.Catalog;

namespace CodexFuncGateway.Tests.Budgets;

/// <summary>The most that a call can cost.</summary>
public sealed class CallBoundTests
{
    private const int Unseen = 4_096;

    /// <summary>10 USD a thousand, and the pages that a search brings in: 16,384 tokens of input at the dearest rate.</summary>
    private static long NanoUsdPerSearch(decimal usdPerMillionTokens) => 10_000_000 + (long)(16_384 * 1_000 * usdPerMillionTokens);

    [Fact]
    public void A_byte_is_a_token_and_the_longest_answer_counts_in_full()
    {
        var route = Route("groq/llama-3.3-70b-versatile");

        var bound = new CallBound(Request("""{"model":"m","input":"7777","max_output_tokens":1000}"""), [route], bytes: 10_000);

        Assert.Equal(((10_000 + Unseen) * 590L) + (1_000 * 790L), bound.NanoUsd);
    }

    [Fact]
    public void Of_several_routes_the_dearest_counts()
    {
        Route[] routes = [Route("groq/llama-3.3-70b-versatile"), Route("anthropic/claude-opus-4-5"), Route("anthropic/claude-haiku-4-5")];
        var request = Request("""{"model":"m","input":"Hello."}""");

        Assert.Equal(routes.Max(route => new CallBound(request, [route], 100).NanoUsd), new CallBound(request, routes, 100).NanoUsd);
    }

    [Fact]
    public void What_an_amount_affords_costs_no_more_than_the_amount()
    {
        var bound = new CallBound(Request("""{"model":"m","input":"Hello."}"""), [Route("anthropic/claude-haiku-4-5"), Route("gemini/gemini-3.5-flash")], 5_000);

        foreach (var amount in Enumerable.Range(1, 20).Select(part => bound.NanoUsd * part / 20))
        {
            var output = bound.OutputFor(amount);
            Assert.True(output == 0 || bound.At(output) <= amount, $"{output} tokens cost {bound.At(output)} of {amount}.");
            Assert.True(output >= 60_000 || bound.At(output + 1) > amount, $"{amount} affords more than {output} tokens.");
        }
    }

    [Fact]
    public void An_image_counts_as_the_dearest_one_and_not_by_its_bytes()
    {
        var data = $"data:image/png;base64,{new string('A', 100_000)}";
        var request = Request($$"""{"model":"m","input":[{"type":"message","role":"user","content":[{"type":"input_image","image_url":"{{data}}"},{"type":"input_image","image_url":"https://example.org/i.png"}]}]}""");

        Assert.Equal(100_000 + 500 + Unseen, InputBound.Tokens(request, data.Length + 500, Route("gemini/gemini-3.5-flash"), searches: 0));
    }

    [Fact]
    public void A_prompt_counts_no_more_than_the_models_window()
    {
        var route = Route("anthropic/claude-haiku-4-5");

        Assert.Equal(route.Model.ContextWindow, InputBound.Tokens(Request("""{"model":"m","input":"Hello."}"""), 5_000_000, route, searches: 0));
    }

    [Fact]
    public void The_window_of_a_model_that_nobody_listed_is_no_bound()
    {
        var route = Route("ollama/unlisted");

        Assert.Equal(5_000_000 + Unseen, InputBound.Tokens(Request("""{"model":"m","input":"Hello."}"""), 5_000_000, route, searches: 0));
    }

    [Theory]
    [InlineData("anthropic/claude-haiku-4-5", """{"type":"web_search"}""", 8, 2)]
    [InlineData("anthropic/claude-haiku-4-5", """{"type":"web_search","external_web_access":false}""", 0, 2)]
    [InlineData("openai/gpt-5.5", """{"type":"web_search","external_web_access":false}""", 8, 5)]
    public void Searches_that_are_offered_count(string model, string search, int searches, int usdPerMillionTokens)
    {
        long Bound(string tools) => new CallBound(Request($$"""{"model":"m","tools":[{{tools}}]}"""), [Route(model)], 1_000).NanoUsd;

        Assert.Equal(searches * NanoUsdPerSearch(usdPerMillionTokens), Bound(search) - Bound(""));
    }

    private static Route Route(string model) => CatalogFixture.Resolve(model);

    private static ResponsesRequest Request(string json) => ResponsesRequestReader.Read(JsonView.Parse(json));
}
