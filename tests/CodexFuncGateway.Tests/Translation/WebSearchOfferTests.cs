using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Translation;

public sealed class WebSearchOfferTests
{
    private const string Function = """{"type":"function","name":"f"}""";
    private const string Search = """{"type":"web_search"}""";

    private static readonly Capabilities Able = new() { WebSearch = "search", SearchDomains = "allowed_domains", SearchBound = 5 };

    [Theory]
    [InlineData(Search, true)]
    [InlineData("""{"type":"web_search_preview"}""", true)]
    [InlineData("""{"type":"web_search","external_web_access":true}""", true)]
    [InlineData("""{"type":"web_search","external_web_access":false}""", false)]
    [InlineData(Function, false)]
    [InlineData("""{"type":"file_search"}""", false)]
    public void A_live_search_is_offered(string tool, bool isOffered) => AssertOffered(isOffered, Read(tool), Able);

    [Theory]
    [InlineData("\"none\"", false)]
    [InlineData("\"required\"", true)]
    [InlineData("""{"type":"web_search"}""", true)]
    [InlineData("""{"type":"function","name":"f"}""", true)]
    [InlineData("""{"type":"allowed_tools","mode":"auto","tools":[{"type":"function","name":"f"}]}""", false)]
    [InlineData("""{"type":"allowed_tools","mode":"auto","tools":[{"type":"web_search"}]}""", true)]
    public void A_choice_may_rule_it_out(string choice, bool isOffered) => AssertOffered(isOffered, Read($"{Search},{Function}", $",\"tool_choice\":{choice}"), Able);

    [Fact]
    public void An_upstream_without_a_search_is_offered_none() => AssertOffered(false, Read(Search), Able with { WebSearch = null });

    [Fact]
    public void A_search_that_must_be_limited_is_not_offered_where_it_cannot_be()
    {
        var request = Read("""{"type":"web_search","filters":{"allowed_domains":["a.example"]}}""");

        AssertOffered(true, request, Able);
        AssertOffered(false, request, Able with { SearchDomains = null });
    }

    [Fact]
    public void A_search_gives_way_to_what_it_excludes()
    {
        AssertOffered(false, Read($"{Search},{Function}"), Able with { HostedBesideFunctions = false });
        AssertOffered(true, Read(Search), Able with { HostedBesideFunctions = false });
        AssertOffered(false, Read(Search, ""","text":{"format":{"type":"json_object"}}"""), Able with { SchemaBesideSearch = false });
    }

    [Fact]
    public void A_compaction_searches_nothing() => Assert.Equal(0, WebSearchOffer.Bound(Read(Search, ""","input":[{"type":"compaction_trigger"}]"""), Able));

    [Theory]
    [InlineData("""{"type":"web_search","external_web_access":false}""", "", 5)]
    [InlineData(Search, ""","max_tool_calls":2""", 2)]
    [InlineData(Search, ""","max_tool_calls":70""", 70)]
    [InlineData(Search, ""","max_tool_calls":"many" """, 5)]
    [InlineData(Function, "", 0)]
    public void An_upstream_that_gets_the_client_s_own_tools_is_bound_by_what_the_client_says(string tool, string more, long bound) =>
        Assert.Equal(bound, WebSearchOffer.Bound(Read(tool, more), new Capabilities { NativeResponses = true, SearchBound = 5 }));

    [Theory]
    [InlineData(Search, "", 5)]
    [InlineData(Search, ""","max_tool_calls":2""", null)]
    [InlineData(Function, "", null)]
    public void A_limit_is_added_where_the_client_states_none(string tool, string more, int? limit) =>
        Assert.Equal(limit, WebSearchOffer.LimitToAdd(Read(tool, more), new Capabilities { NativeResponses = true, SearchBound = 5, SearchLimitField = "max_tool_calls" }));

    [Fact]
    public void A_model_that_searches_unasked_is_always_reckoned_with() => Assert.Equal(5, WebSearchOffer.Bound(Read(Function), new Capabilities { SearchesUnasked = true, SearchBound = 5 }));

    private static void AssertOffered(bool isOffered, ResponsesRequest request, Capabilities capabilities)
    {
        Assert.Equal(isOffered, WebSearchOffer.Find(request, capabilities) is not null);
        Assert.Equal(isOffered ? 5 : 0, WebSearchOffer.Bound(request, capabilities));
    }

    private static ResponsesRequest Read(string tools, string more = "") => ResponsesRequestReader.Read(JsonView.Parse($$"""{"model":"m","tools":[{{tools}}]{{more}}}"""));
}
