using CodexFuncGateway.Budgets;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Tests.Catalog;

namespace CodexFuncGateway.Tests.Budgets;

public sealed class ReserverTests
{
    private const long NanoUsdPerSearch = 10_000_000;

    [Theory]
    [InlineData("""{"type":"web_search"}""", 8)]
    [InlineData("""{"type":"web_search","external_web_access":false}""", 0)]
    public void Money_is_set_aside_for_searches_that_are_offered(string search, long searches)
    {
        var plain = Reserve("anthropic/claude-haiku-4-5", "");

        Assert.Equal(searches * NanoUsdPerSearch, Reserve("anthropic/claude-haiku-4-5", search) - plain);
    }

    [Fact]
    public void What_OpenAI_is_offered_counts_whatever_it_is() =>
        Assert.Equal(25 * NanoUsdPerSearch, Reserve("openai/gpt-5.5", """{"type":"web_search","external_web_access":false}""") - Reserve("openai/gpt-5.5", ""));

    private static long Reserve(string model, string tools)
    {
        var request = ResponsesRequestReader.Read(JsonView.Parse($$"""{"model":"{{model}}","tools":[{{tools}}]}"""));
        return Reserver.Reserve(request, [CatalogFixture.Resolve(model)], 1_000).NanoUsd;
    }
}
