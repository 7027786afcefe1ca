using CodexFuncGateway.Budgets;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Tests.Catalog;

namespace CodexFuncGateway.Tests.Budgets;

public sealed class CallBoundTests
{
    /// <summary>10 USD a thousand, and the pages that a search brings in: 16,384 tokens of input at the dearest rate.</summary>
    private static long NanoUsdPerSearch(decimal usdPerMillionTokens) => 10_000_000 + (long)(16_384 * 1_000 * usdPerMillionTokens);

    [Theory]
    [InlineData("""{"type":"web_search"}""", 8)]
    [InlineData("""{"type":"web_search","external_web_access":false}""", 0)]
    public void Money_is_set_aside_for_searches_that_are_offered(string search, long searches)
    {
        var plain = Bound("anthropic/claude-haiku-4-5", "");

        Assert.Equal(searches * NanoUsdPerSearch(2), Bound("anthropic/claude-haiku-4-5", search) - plain);
    }

    [Fact]
    public void What_OpenAI_is_offered_counts_whatever_it_is() =>
        Assert.Equal(8 * NanoUsdPerSearch(5), Bound("openai/gpt-5.5", """{"type":"web_search","external_web_access":false}""") - Bound("openai/gpt-5.5", ""));

    private static long Bound(string model, string tools)
    {
        var request = ResponsesRequestReader.Read(JsonView.Parse($$"""{"model":"{{model}}","tools":[{{tools}}]}"""));
        return new CallBound(request, [CatalogFixture.Resolve(model)], 1_000).NanoUsd;
    }
}
