using System.Text;
using CodexFuncGateway.Translation;
using static CodexFuncGateway.Tests.Dialects.GeminiGenerateContent.GeminiFixture;

namespace CodexFuncGateway.Tests.Dialects.GeminiGenerateContent;

public sealed class GeminiReplyTests
{
    [Fact]
    public async Task Thoughts_and_text_are_told_apart() =>
        Assert.Equal(
            ["reasoning Hm. ", "reasoning So.", "text It is ", "text 42.", "finished Completed"],
            Describe(await ReadPartsAsync("""{"text":"Hm. ","thought":true}""", """{"text":"So.","thought":true},{"text":"It is ","thought":false}""", """{"text":"42."}""")));

    [Fact]
    public async Task What_the_answer_rests_on_is_told_with_its_last_words_and_the_search_after_them()
    {
        var parts = await ReadChunksAsync(
            """{"candidates":[{"content":{"parts":[{"text":"Ä is"}]}}]}""",
            """{"candidates":[{"content":{"parts":[{"text":" a letter."},{"text":"","thoughtSignature":"c2ln"}]},"finishReason":"STOP","groundingMetadata":{"webSearchQueries":["","umlaut"],"groundingChunks":[{"web":{"uri":"https://a.example","title":"a"}},{"web":{"uri":"https://b.example"}},{}],"groundingSupports":[{"segment":{"endIndex":2},"groundingChunkIndices":[0]},{"segment":{"startIndex":3,"endIndex":15},"groundingChunkIndices":[0,1,2,7]}]}}]}""");

        Assert.Equal(
            [
                "text Ä is", "text  a letter.", "cited https://a.example a 0-2", "cited https://a.example a 3-15", "cited https://b.example  3-15",
                """sealed {"text":[{"length":15},{"length":0,"signature":"c2ln"}]}""", "search  umlaut", "searched", "finished Completed",
            ],
            Describe(parts));
    }

    [Fact]
    public async Task Calls_keep_the_upstream_s_ids_and_bytes() =>
        Assert.Equal(
            ["call 0 k7 shell", "arguments 0 {\"a\" : [1, 2]}", "called 0", "call 1  list", "arguments 1 {}", "called 1", "finished Completed"],
            Describe(await ReadPartsAsync("""{"functionCall":{"id":"k7","name":"shell","args":{"a" : [1, 2]}}}""", """{"functionCall":{"name":"list"}},{"text":""}""")));

    [Fact]
    public async Task A_call_is_whole_even_where_the_output_limit_follows()
    {
        var parts = await ReadChunksAsync("""{"candidates":[{"content":{"parts":[{"functionCall":{"name":"shell","args":{}}}]},"finishReason":"MAX_TOKENS"}]}""");

        Assert.Equal(["call 0  shell", "arguments 0 {}", "called 0", "finished OutputLimit"], Describe(parts));
    }

    [Fact]
    public async Task A_call_that_is_still_being_told_at_the_output_limit_is_not_whole()
    {
        var parts = await ReadChunksAsync(
            """{"candidates":[{"content":{"parts":[{"functionCall":{"name":"shell","willContinue":true}},{"functionCall":{"partialArgs":[{"jsonPath":"$.a","stringValue":"x","willContinue":true}],"willContinue":true}}]},"finishReason":"MAX_TOKENS"}]}""");

        Assert.Equal(["call 0  shell", "arguments 0 {\"a\":\"x", "finished OutputLimit"], Describe(parts));
    }

    [Theory]
    [InlineData("""{"jsonPath":"$.a.b[0]","stringValue":"x"},{"jsonPath":"$.a.b[1].c","numberValue":-1e3},{"jsonPath":"$.a.d","boolValue":false},{"jsonPath":"$.e","nullValue":"NULL_VALUE"}""", """{"a":{"b":["x",{"c":-1e3}],"d":false},"e":null}""")]
    [InlineData("""{"jsonPath":"$.a","stringValue":"1\n","willContinue":true},{"jsonPath":"$.a","stringValue":"\"2\"","willContinue":true},{"jsonPath":"$.a","stringValue":""}""", """{"a":"1\n\"2\""}""")]
    [InlineData("""{"jsonPath":"$.a","stringValue":"x","willContinue":true},{"jsonPath":"$.b","stringValue":"y"}""", """{"a":"x","b":"y"}""")]
    [InlineData("""{"jsonPath":"$.a[0][0]","numberValue":1},{"jsonPath":"$.a[0][1]","numberValue":2},{"jsonPath":"$.a[1][0]","numberValue":3}""", """{"a":[[1,2],[3]]}""")]
    [InlineData("""{"jsonPath":"$['a']","stringValue":""}""", """{"a":""}""")]
    public async Task Arguments_that_come_in_pieces_become_one_object(string pieces, string expected)
    {
        var parts = await ReadPartsAsync(
            """{"functionCall":{"name":"shell","willContinue":true}}""", $$$"""{"functionCall":{"partialArgs":[{{{pieces}}}],"willContinue":true}}""", """{"functionCall":{}}""");

        Assert.Equal(expected, string.Concat(parts.OfType<ToolArgumentsDelta>().Select(delta => Encoding.UTF8.GetString(delta.Json.Span))));
        Assert.Equal(["called 0", "finished Completed"], Describe(parts)[^2..]);
    }

    [Theory]
    [InlineData("""{"stringValue":"x"}""")]
    [InlineData("""{"jsonPath":"$","stringValue":"x"}""")]
    [InlineData("""{"jsonPath":"$[0]","stringValue":"x"}""")]
    [InlineData("""{"jsonPath":"$.a.b","stringValue":"x"},{"jsonPath":"$.a[0]","stringValue":"x"}""")]
    public async Task A_piece_that_fits_nowhere_ends_the_reply_as_failed(string pieces) =>
        Assert.Equal("failed UpstreamFailed", Describe(await ReadPartsAsync($$$"""{"functionCall":{"name":"shell","willContinue":true,"partialArgs":[{{{pieces}}}]}}"""))[^1]);

    [Fact]
    public async Task A_piece_at_a_place_too_deep_ends_the_reply_as_failed() =>
        Assert.Contains(
            "failed UpstreamFailed",
            Describe(await ReadPartsAsync($$$"""{"functionCall":{"name":"shell","willContinue":true,"partialArgs":[{"jsonPath":"$.{{{string.Join('.', Enumerable.Repeat("a", 65))}}}","stringValue":"x"}]}}""")));

    [Theory]
    [InlineData("STOP", "finished Completed")]
    [InlineData("MAX_TOKENS", "finished OutputLimit")]
    [InlineData("SAFETY", "finished ContentFilter")]
    [InlineData("RECITATION", "finished ContentFilter")]
    [InlineData("BLOCKLIST", "finished ContentFilter")]
    [InlineData("PROHIBITED_CONTENT", "finished ContentFilter")]
    [InlineData("SPII", "finished ContentFilter")]
    [InlineData("LANGUAGE", "finished ContentFilter")]
    [InlineData("IMAGE_SAFETY", "finished ContentFilter")]
    [InlineData("IMAGE_OTHER", "finished ContentFilter")]
    [InlineData("NO_IMAGE", "finished ContentFilter")]
    [InlineData("MALFORMED_FUNCTION_CALL", "failed UpstreamFailed")]
    [InlineData("UNEXPECTED_TOOL_CALL", "failed UpstreamFailed")]
    [InlineData("TOO_MANY_TOOL_CALLS", "failed UpstreamFailed")]
    [InlineData("OTHER", "failed UpstreamFailed")]
    [InlineData("SOMETHING_NEW", "finished Completed")]
    public async Task Each_reason_to_finish_has_its_meaning(string reason, string expected) =>
        Assert.Equal([expected], Describe(await ReadChunksAsync($$"""{"candidates":[{"finishReason":"{{reason}}","finishMessage":"print(secret)"}]}""")));

    [Fact]
    public async Task A_failure_names_its_reason_and_repeats_nothing_of_the_model_s_words()
    {
        var failed = Assert.IsType<Failed>(Assert.Single(await ReadChunksAsync("""{"candidates":[{"finishReason":"MALFORMED_FUNCTION_CALL","finishMessage":"print(secret)"}]}""")));

        Assert.Contains("MALFORMED_FUNCTION_CALL", failed.Error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failed.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"blockReason":"SAFETY"}""", "refusal The provider let no answer to this prompt through (SAFETY).")]
    [InlineData("""{"blockReason":"MODEL_ARMOR","blockReasonMessage":"No."}""", "refusal No.")]
    public async Task A_blocked_prompt_says_why_there_is_no_answer(string feedback, string refusal) =>
        Assert.Equal(["usage 7 0", refusal, "finished ContentFilter"], Describe(await ReadChunksAsync($$$"""{"promptFeedback":{{{feedback}}},"usageMetadata":{"promptTokenCount":7}}""")));

    [Theory]
    [InlineData("""{"candidates":[]}""")]
    [InlineData("""{"promptFeedback":{"safetyRatings":[]}}""")]
    [InlineData("""{"candidates":[{"content":{}}]}""")]
    [InlineData("""{"candidates":[{"content":{"parts":[]}}]}""")]
    [InlineData("""{}""")]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("""{"candidates":[null],"usageMetadata":null,"promptFeedback":null}""")]
    [InlineData("""{"candidates":[{"content":{"parts":[null,{"functionCall":null},{"text":null},{}]},"finishReason":null}]}""")]
    [InlineData("""{"candidates":[{"content":{"parts":[{"functionCall":{"partialArgs":[null]}}]}}]}""")]
    public async Task A_chunk_that_says_nothing_is_nothing(string chunk) => Assert.Empty(await ReadChunksAsync(chunk));

    [Fact]
    public async Task An_answer_without_a_word_is_still_an_answer() =>
        Assert.Equal(["usage 5 0", "finished Completed"], Describe(await ReadChunksAsync("""{"candidates":[{"content":{"role":"model"},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":5}}""")));

    [Fact]
    public async Task After_its_end_only_the_usage_of_a_reply_is_news() =>
        Assert.Equal(
            ["finished Completed", "usage 5 1"],
            Describe(await ReadChunksAsync(
                """{"candidates":[{"finishReason":"STOP"}]}""",
                """{"candidates":[{"content":{"parts":[{"text":"a"}]},"finishReason":"MAX_TOKENS"}],"usageMetadata":{"promptTokenCount":5,"candidatesTokenCount":1}}""")));

    [Fact]
    public async Task A_stream_that_came_as_one_array_is_read_like_any_other() =>
        Assert.Equal(
            ["text a", "text b", "finished Completed"],
            Describe(await ReadAsync(" [{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]}}]}\n,\r\n{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"b\"}]},\"finishReason\":\"STOP\"}]}]", "application/json")));

    [Theory]
    [InlineData("""{"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}}""", "failed UpstreamOverloaded")]
    [InlineData("""{"error":{"code":400,"message":"Corrupted thought signature.","status":"INVALID_ARGUMENT"}}""", "failed InvalidRequest")]
    [InlineData("""[{"error":{"code":429,"message":"Slow down.","status":"RESOURCE_EXHAUSTED","details":[{"retryDelay":"34.4s"}]}}]""", "failed RateLimited")]
    [InlineData("""{"candidates":[{"content":{"parts":[{"text":4}]}}]}""", "failed UpstreamFailed")]
    [InlineData("""{"candidates":""", "failed UpstreamFailed")]
    public async Task A_complaint_or_nonsense_inside_a_stream_ends_it_as_failed(string chunk, string expected) =>
        Assert.Equal(["text a", expected], Describe(await ReadChunksAsync("""{"candidates":[{"content":{"parts":[{"text":"a"}]}}]}""", chunk)));

    [Fact]
    public async Task The_wait_that_a_complaint_asks_for_is_kept()
    {
        var parts = await ReadChunksAsync("""{"error":{"code":429,"message":"Slow down.","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34.4s"}]}}""");

        Assert.Equal(TimeSpan.FromSeconds(34.4), Assert.IsType<Failed>(Assert.Single(parts)).Error.RetryAfter);
    }
}
