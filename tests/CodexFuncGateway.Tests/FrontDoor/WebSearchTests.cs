using System.Text;
using System.Text.Json;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.ChatCompletions;
using CodexFuncGateway.Simulators.OpenAIResponses;
using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Tests.ChatApi;
using CodexFuncGateway.Tests.Laws.Support;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>A search of the web that a client asks for is the provider's own, and its sources come back as annotations.</summary>
public sealed class WebSearchTests
{
    private const string Live = """{"type":"web_search","external_web_access":true,"search_context_size":"low","search_content_types":["text"]}""";
    private const string Cached = """{"type":"web_search","external_web_access":false}""";

    private static readonly ScriptedStep Found = new()
    {
        Search = new ScriptedSearch("größter Turm", new ScriptedSource("https://a.example/turm", "Türme"), new ScriptedSource("https://b.example", "B")),
        Text = "It is in Dubai — 828 m ✅ high.",
    };

    private static readonly ScriptedStep Known = new() { Text = "As I said." };

    /// <summary>No price of Groq's search is in the data.</summary>
    private static readonly Wire Groq = new("groq/openai/gpt-oss-120b", () => new ChatCompletionsSimulator(ChatProviders.Groq));

    private static readonly Wire OpenRouter = new("openrouter/amazon/nova-micro-v1", () => new OpenAIResponsesSimulator(ResponsesProviders.OpenRouter));

    private static readonly Wire Perplexity = new("perplexity/openai/gpt-5.5", () => new OpenAIResponsesSimulator(ResponsesProviders.Perplexity));

    private static readonly Wire[] Searching = [Wire.Anthropic, Wire.Gemini, Wire.Xai, OpenRouter, Perplexity, Groq];

    public static TheoryData<string> All => [.. Searching.Append(Wire.OpenAI).Append(Wire.Azure).Select(wire => wire.Model)];

    public static TheoryData<string> Translated => [.. Searching.Select(wire => wire.Model)];

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_search_is_told_and_its_sources_are_annotations_of_the_text(string model)
    {
        await using var upstream = await StartAsync(model, Found);
        await using var gateway = await StartGatewayAsync(model, upstream);

        var answer = await gateway.PostAsync(Asking(model, Live));

        Assert.Empty(upstream.Violations);
        Assert.Equal("response.completed", answer.Terminal.Type);
        var folded = EventFolder.Fold(Encoding.UTF8.GetBytes(answer.Text));
        var search = Assert.Single(folded.Items, item => item.Type == "web_search_call").Done!.Value;
        Assert.Equal("größter Turm", search.TryGetProperty("action", out var action) ? action.GetProperty("queries")[0].GetString() : null);
        Assert.Equal(["https://a.example/turm", "https://b.example"], folded.Items.Single(item => item.Type == "message").Sources);
    }

    [Theory]
    [InlineData("anthropic/claude-haiku-4-5")]
    [InlineData("gemini/gemini-3.5-flash")]
    [InlineData("xai/grok-4.20")]
    [InlineData("openai/gpt-5.4-mini")]
    public async Task A_source_stands_at_the_words_that_rest_on_it(string model)
    {
        await using var upstream = await StartAsync(model, Found);
        await using var gateway = await StartGatewayAsync(model, upstream);

        var response = (await gateway.PostAsync(Asking(model, Live, stream: false))).Json;

        var part = response.GetProperty("output").EnumerateArray().Single(item => item.GetProperty("type").GetString() == "message").GetProperty("content")[0];
        var source = part.GetProperty("annotations")[1];
        Assert.Equal(ScriptedSearch.Cited(Found.Text!), part.GetProperty("text").GetString()![source.GetProperty("start_index").GetInt32()..source.GetProperty("end_index").GetInt32()]);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_next_turn_brings_the_search_back_where_the_provider_wants_it(string model)
    {
        await using var upstream = await StartAsync(model, Found, Known);
        await using var gateway = await StartGatewayAsync(model, upstream);

        var first = await gateway.PostAsync(Asking(model, Live));
        var second = await gateway.PostAsync(Asking(model, Live, history: first.Terminal.Response.GetProperty("output")));

        Assert.Empty(upstream.Violations);
        Assert.Equal("response.completed", second.Terminal.Type);
    }

    [Fact]
    public async Task Another_provider_goes_on_without_what_only_the_first_can_read()
    {
        await using var anthropic = await Wire.Anthropic.StartAsync(new ScriptedSession(Found));
        await using var gemini = await Wire.Gemini.StartAsync(new ScriptedSession(Known));
        await using var gateway = await GatewayUnderTest.StartAsync([.. Wire.Anthropic.At(anthropic), .. Wire.Gemini.At(gemini)]);

        var first = await gateway.PostAsync(Asking(Wire.Anthropic.Model, Live));
        var second = await gateway.PostAsync(Asking(Wire.Gemini.Model, Live, history: first.Terminal.Response.GetProperty("output")));

        Assert.Empty(gemini.Violations);
        Assert.Equal("response.completed", second.Terminal.Type);
        Assert.DoesNotContain("srvtoolu", gemini.Requests[0].Json.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Translated))]
    public async Task OpenAI_s_cached_index_is_offered_to_nobody_else(string model)
    {
        await using var upstream = await StartAsync(model, Known);
        await using var gateway = await StartGatewayAsync(model, upstream);

        await gateway.PostAsync(Asking(model, Cached));

        Assert.Empty(upstream.Violations);
        Assert.DoesNotContain("search", upstream.Requests[0].Json.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAI_gets_what_it_alone_knows_and_a_limit()
    {
        await using var upstream = await StartAsync(Wire.OpenAI.Model, Known);
        await using var gateway = await StartGatewayAsync(Wire.OpenAI.Model, upstream);

        await gateway.PostAsync(Asking(Wire.OpenAI.Model, Cached));

        var sent = upstream.Requests[0].Json;
        Assert.Equal(Cached, sent.GetProperty("tools")[0].GetRawText());
        Assert.Equal(8, sent.GetProperty("max_tool_calls").GetInt32());
    }

    [Theory]
    [InlineData("anthropic/claude-haiku-4-5")]
    [InlineData("gemini/gemini-3.5-flash")]
    [InlineData("xai/grok-4.20")]
    [InlineData("openai/gpt-5.4-mini")]
    [InlineData("perplexity/openai/gpt-5.5")]
    public async Task A_search_is_counted_and_charged(string model)
    {
        await using var upstream = await StartAsync(model, Found, Known);
        await using var gateway = await StartGatewayAsync(model, upstream);

        await gateway.PostAsync(Asking(model, Live));
        var searching = await gateway.Ledger.SettledAsync();
        await gateway.PostAsync(Asking(model, Live));
        var plain = await gateway.Ledger.SettledAsync();

        Assert.Equal((1, 0), (searching.Usage.Searches, plain.Usage.Searches));
        Assert.InRange(searching.CostNanoUsd - plain.CostNanoUsd, 5_000_000, 35_000_000);
    }

    [Fact]
    public async Task A_chat_client_asks_with_a_setting_and_gets_its_own_annotations()
    {
        await using var upstream = await StartAsync(Wire.Anthropic.Model, Found);
        await using var gateway = await StartGatewayAsync(Wire.Anthropic.Model, upstream);

        var answer = await gateway.ChatAsync(ChatAsking(stream: false, """{"search_context_size":"low","user_location":{"type":"approximate","approximate":{"city":"Ulm"}}}"""));

        Assert.Empty(upstream.Violations);
        Assert.Equal("Ulm", upstream.Requests[0].Json.GetProperty("tools")[0].GetProperty("user_location").GetProperty("city").GetString());
        var source = answer.Json.GetProperty("choices")[0].GetProperty("message").GetProperty("annotations")[0].GetProperty("url_citation");
        Assert.Equal(("https://a.example/turm", "Türme"), (source.GetProperty("url").GetString(), source.GetProperty("title").GetString()));
    }

    [Fact]
    public async Task A_chat_stream_has_them_too()
    {
        await using var upstream = await StartAsync(Wire.Anthropic.Model, Found);
        await using var gateway = await StartGatewayAsync(Wire.Anthropic.Model, upstream);

        var answer = await gateway.ChatAsync(ChatAsking(stream: true, "{}"));

        Assert.Equal((Found.Text, true), (ChatStream.Read(answer.Text).Text("content"), ChatStream.Read(answer.Text).IsDone));
        Assert.Contains("https://b.example", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_turn_that_the_provider_pauses_is_sent_back_and_goes_on()
    {
        await using var upstream = await StartAsync(Wire.Anthropic.Model, Found with { Text = null, Pauses = true }, Known);
        await using var gateway = await StartGatewayAsync(Wire.Anthropic.Model, upstream);

        var first = (await gateway.PostAsync(Asking(Wire.Anthropic.Model, Live))).Terminal.Response;
        var request = Asking(Wire.Anthropic.Model, Live, history: first.GetProperty("output"), last: null);
        var second = await gateway.PostAsync(request);

        Assert.False(first.GetProperty("end_turn").GetBoolean());
        Assert.Empty(upstream.Violations);
        Assert.Equal("response.completed", second.Terminal.Type);
        Assert.Equal(["user", "assistant"], upstream.Requests[1].Json.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("role").GetString()));
    }

    [Fact]
    public async Task A_search_that_fails_is_told_and_costs_nothing()
    {
        await using var upstream = await StartAsync(Wire.Anthropic.Model, Found with { Search = new ScriptedSearch("x") { Fails = true } }, Known);
        await using var gateway = await StartGatewayAsync(Wire.Anthropic.Model, upstream);

        var first = await gateway.PostAsync(Asking(Wire.Anthropic.Model, Live));
        await gateway.PostAsync(Asking(Wire.Anthropic.Model, Live, history: first.Terminal.Response.GetProperty("output")));

        Assert.Empty(upstream.Violations);
        Assert.Contains("failed", first.Items().Where(item => item.GetProperty("type").GetString() == "web_search_call").Select(item => item.GetProperty("status").GetString()));
        Assert.Equal(0, (await gateway.Ledger.SettledAsync()).Usage.Searches);
    }

    private static Task<UpstreamSimulator> StartAsync(string model, params ScriptedStep[] steps) => Of(model).StartAsync(new ScriptedSession(steps));

    private static Task<GatewayUnderTest> StartGatewayAsync(string model, UpstreamSimulator upstream) =>
        GatewayUnderTest.StartAsync([.. Of(model).At(upstream), ("Providers:groq:Capabilities:WebSearch", "browser_search")]);

    private static Wire Of(string model) => Searching.Append(Wire.OpenAI).Append(Wire.Azure).Single(wire => wire.Model == model);

    private static string Asking(string model, string search, bool stream = true, JsonElement? history = null, string? last = "And then?")
    {
        object[] said = history is { } output ? [.. output.EnumerateArray().Cast<object>()] : [];
        object[] question = history is not null && last is null ? [] : [Say(last!)];
        return JsonSerializer.Serialize(new
        {
            model,
            stream,
            store = false,
            include = new[] { "reasoning.encrypted_content" },
            input = new[] { Say("What is the tallest tower?") }.Concat(said).Concat(said.Length == 0 ? [] : question),
            tools = new[] { JsonElement.Parse(search) },
        });
    }

    private static string ChatAsking(bool stream, string search) => JsonSerializer.Serialize(new
    {
        model = Wire.Anthropic.Model,
        stream,
        messages = new[] { new { role = "user", content = "Hi" } },
        web_search_options = JsonElement.Parse(search),
    });

    private static object Say(string text) => new { type = "message", role = "user", content = new[] { new { type = "input_text", text } } };
}
