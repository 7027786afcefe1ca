using CodexFuncGateway.Catalog;
using static CodexFuncGateway.Tests.Dialects.ChatCompletions.ChatFixture;

namespace CodexFuncGateway.Tests.Dialects.ChatCompletions;

/// <summary>Searches that a host runs itself: how they are offered, and where their sources are found.</summary>
public sealed class ChatSearchTests
{
    private const string Asking = """
        {"tools":[{"type":"function","name":"f"},{"type":"web_search","search_context_size":"low","filters":{"allowed_domains":["a.example"]},"user_location":{"type":"approximate","city":"Ulm"}}]}
        """;

    [Fact]
    public void A_host_without_settings_gets_the_name_of_its_tool_alone() =>
        Assert.Equal("""{"type":"browser_search"}""", Map("""{"tools":[{"type":"web_search","search_context_size":"low"}]}""", new Capabilities { WebSearch = "browser_search" }).GetProperty("tools")[0].GetRawText());

    [Fact]
    public void OpenRouter_s_settings_are_told()
    {
        var capabilities = new Capabilities
        {
            WebSearch = "openrouter:web_search", SearchBound = 3, SearchLimitField = "max_uses", SearchDomains = "allowed_domains", SearchLocation = true, SearchContextSize = true,
        };

        Assert.Equal(
            """{"type":"openrouter:web_search","parameters":{"max_uses":3,"allowed_domains":["a.example"],"user_location":{"city":"Ulm","type":"approximate"},"search_context_size":"low"}}""",
            Map(Asking, capabilities).GetProperty("tools")[1].GetRawText());
    }

    [Fact]
    public async Task Annotations_wait_for_the_text_and_are_told_once()
    {
        const string Annotation = """{"type":"url_citation","url_citation":{"url":"https://a.example","title":"A","start_index":0,"end_index":0,"content":"…"}}""";

        var parts = await ReadDeltasAsync(
            null,
            $$"""{"content":"","annotations":[{{Annotation}}]}""",
            """{"content":"So","annotations":null}""",
            $$$"""{"content":"!","annotations":[{{{Annotation}}},{"type":"url_citation","url_citation":{"url":"https://b.example","start_index":1,"end_index":3}},{"type":"other"},7]}""");

        Assert.Equal(["text So", "cited https://a.example A", "text !", "cited https://b.example  1-3"], parts);
    }

    [Fact]
    public async Task Perplexity_s_list_of_sources_is_told_once()
    {
        const string Sources = """{"citations":["https://a.example","https://b.example"]""";

        var parts = await ReadAsync(
            null,
            $$$"""{{{Sources}}},"search_results":[{"title":"A","url":"https://a.example"},{"url":"https://b.example"}],"choices":[{"delta":{"content":"So"}}]}""",
            $$$"""{{{Sources}}},"search_results":[{"title":"A","url":"https://a.example"},{"url":"https://b.example"}],"choices":[{"delta":{"content":"!"}}]}""");
        var bare = await ReadAsync(null, $$$"""{{{Sources}}},"choices":[{"delta":{"content":"So"}}]}""");

        Assert.Equal(["text So", "cited https://a.example A", "cited https://b.example", "text !"], parts);
        Assert.Equal(["text So", "cited https://a.example", "cited https://b.example"], bare);
    }

    [Fact]
    public async Task Groq_s_searches_are_told_and_counted()
    {
        var parts = await ReadAsync(
            null,
            """{"choices":[{"delta":{"executed_tools":[{"index":0,"type":"search","arguments":"{\"query\": \"weather\"}","search_results":{"results":[]}}]}}]}""",
            """{"choices":[{"delta":{"executed_tools":[{"index":0,"type":"search","arguments":"{\"query\": \"weather\"}","output":"…","search_results":{"results":[{"title":"W","url":"https://w.example"}]}},{"index":1,"type":"python","arguments":"{}"}]}}]}""",
            """{"choices":[{"delta":{"content":"Rain."}}]}""");

        Assert.Equal(["search 0 weather", "searched 0", "text Rain.", "cited https://w.example W"], parts);
    }

    [Fact]
    public async Task Strange_lists_cost_no_reply() =>
        Assert.Equal(["text So"], await ReadAsync(null, """{"citations":{"a":1},"search_results":"none","choices":[{"delta":{"content":"So","annotations":"none","executed_tools":{"type":"search"}}}]}"""));
}
