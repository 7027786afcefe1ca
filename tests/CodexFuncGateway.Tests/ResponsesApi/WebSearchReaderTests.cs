using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Tests.ResponsesApi;

public sealed class WebSearchReaderTests
{
    [Fact]
    public void A_search_is_read_with_all_that_limits_it()
    {
        var search = Read("""
            {"type":"web_search_2025_08_26","external_web_access":false,"filters":{"allowed_domains":["a.example"]},
             "user_location":{"type":"approximate","city":"Ulm","region":null,"country":"DE","timezone":"Europe/Berlin"},"search_context_size":"high"}
            """);

        Assert.Equal(("web_search_2025_08_26", false, "high"), (search.Type, search.IsLive, search.ContextSize));
        Assert.Equal(["a.example"], search.AllowedDomains);
        Assert.Equal(new SearchLocation("Ulm", null, "DE", "Europe/Berlin"), search.Location);
    }

    [Fact]
    public void A_search_without_more_is_live_and_everywhere()
    {
        var search = Read("""{"type":"web_search_preview","filters":null,"user_location":null}""");

        Assert.True(search is { IsLive: true, AllowedDomains.Count: 0, Location: null, ContextSize: null });
    }

    [Theory]
    [InlineData("""{"type":"web_search","external_web_access":"no"}""", "tools[0].external_web_access")]
    [InlineData("""{"type":"web_search","filters":{"allowed_domains":"a.example"}}""", "tools[0].filters.allowed_domains")]
    [InlineData("""{"type":"web_search","filters":{"allowed_domains":[1]}}""", "tools[0].filters.allowed_domains[0]")]
    [InlineData("""{"type":"web_search","user_location":"Ulm"}""", "tools[0].user_location")]
    public void A_wrong_setting_is_complained_of_by_its_path(string tool, string path) =>
        Assert.Equal(path, Assert.Throws<GatewayException>(() => Read(tool)).Error.Param);

    private static WebSearchTool Read(string tool) =>
        Assert.IsType<WebSearchTool>(Assert.Single(ResponsesRequestReader.Read(JsonView.Parse($$"""{"model":"m","tools":[{{tool}}]}""")).Tools));
}
