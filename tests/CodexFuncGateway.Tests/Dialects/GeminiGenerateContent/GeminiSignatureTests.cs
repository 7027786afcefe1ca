using System.Text;
using System.Text.Json;
using CodexFuncGateway.Translation;
using static CodexFuncGateway.Tests.Dialects.GeminiGenerateContent.GeminiFixture;

namespace CodexFuncGateway.Tests.Dialects.GeminiGenerateContent;

/// <summary>Thought signatures: read, carried in the envelope, and put back where they came from.</summary>
public sealed class GeminiSignatureTests
{
    private const string Escape = "skip_thought_signature_validator";

    [Fact]
    public async Task The_signature_of_a_call_is_told_before_it()
    {
        var parts = await ReadPartsAsync("""{"functionCall":{"name":"shell","args":{}},"thoughtSignature":"c2ln"}""", """{"functionCall":{"name":"shell","args":{}}}""");

        Assert.Equal(
            ["""sealed {"callSignature":"c2ln"}""", "call 0  shell", "arguments 0 {}", "called 0", "call 1  shell", "arguments 1 {}", "called 1", "finished Completed"],
            Describe(parts));
    }

    [Fact]
    public async Task The_signatures_of_a_text_are_told_after_it_with_their_places()
    {
        var parts = await ReadPartsAsync("""{"text":"Ä"}""", """{"text":"bc"}""", """{"text":"def","thoughtSignature":"MQ=="}""", """{"text":"g"}""", """{"text":"","thoughtSignature":"Mg=="}""");

        Assert.Equal(
            [
                "text Ä", "text bc", "text def", "text g",
                """sealed {"text":[{"length":4},{"length":3,"signature":"MQ=="},{"length":1},{"length":0,"signature":"Mg=="}]}""", "finished Completed",
            ],
            Describe(parts));
    }

    [Fact]
    public async Task A_run_of_like_chunks_counts_toward_the_places()
    {
        var parts = await ReadPartsAsync("""{"text":"one"}""", """{"text":"twoo"}""", """{"text":"three"}""", """{"text":"!","thoughtSignature":"MQ=="}""");

        Assert.Equal("""sealed {"text":[{"length":12},{"length":1,"signature":"MQ=="}]}""", Describe(parts)[^2]);
    }

    [Fact]
    public async Task Text_without_a_signature_leaves_nothing_to_carry() =>
        Assert.Equal(["text a", "text b", "finished Completed"], Describe(await ReadPartsAsync("""{"text":"a"}""", """{"text":"b","thoughtSignature":""}""", """{"text":""}""")));

    [Theory]
    [InlineData("""{"toolCall":{"toolType":"GOOGLE_SEARCH_WEB","id":"q"},"thoughtSignature":"c2ln"}""")]
    [InlineData("""{"toolResponse":{"id":"q", "response":{}},"thoughtSignature":"c2ln"}""")]
    [InlineData("""{"executableCode":{"language":"PYTHON","code":"1"}}""")]
    [InlineData("""{"thought":true,"thoughtSignature":"c2ln"}""")]
    public async Task A_part_for_which_nothing_else_stands_is_carried_whole_and_goes_back_as_it_was(string part)
    {
        var seals = (await ReadPartsAsync("""{"text":"a"}""", part)).OfType<ReasoningSealed>().ToArray();

        var body = Map(Request(User("Go"), Assistant("a"), Kept(Encoding.UTF8.GetString(Assert.Single(seals).Payload.Span))));
        var replayed = body.GetProperty("contents")[1].GetProperty("parts")[1];
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(part), replayed), replayed.GetRawText());
    }

    [Fact]
    public async Task A_signed_thought_is_shown_and_carried() =>
        Assert.Equal(
            ["reasoning Hm.", """sealed {"part":{"text":"Hm.","thought":true,"thoughtSignature":"c2ln"}}""", "finished Completed"],
            Describe(await ReadPartsAsync("""{"text":"Hm.","thought":true,"thoughtSignature":"c2ln"}""")));

    [Fact]
    public void Calls_get_their_own_signatures_back()
    {
        var turns = Turns(Map(Request(User("Go"), CallSignature("MQ=="), Call("a"), Call("b"), CallSignature("Mw=="), Call("c"), Output("a", "1"), Output("b", "2"), Output("c", "3")), Signed));

        Assert.Equal("model: call a signed MQ==, call b, call c signed Mw==", turns[1]);
    }

    [Fact]
    public void The_first_call_of_each_step_that_another_model_made_has_the_documented_escape()
    {
        var turns = Turns(Map(Request(User("Go"), Assistant("Both."), Call("a"), Call("b"), Output("a", "1"), Output("b", "2"), Call("c"), Output("c", "3"), Assistant("Done."), User("More")), Signed));

        Assert.Equal(
            ["user: text \"Go\"", $"model: text \"Both.\", call a signed {Escape}, call b", "user: response a, response b", $"model: call c signed {Escape}", "user: response c", "model: text \"Done.\"", "user: text \"More\""],
            turns);
    }

    [Fact]
    public void A_model_that_does_not_check_signatures_is_sent_no_escape() =>
        Assert.Equal("model: call a", Turns(Map(Request(User("Go"), Call("a"), Output("a", "1"))))[1]);

    [Fact]
    public void A_signature_whose_call_is_gone_goes_to_no_other_part()
    {
        Assert.Equal("model: text \"Sorry.\", call b", Turns(Map(Request(User("Go"), CallSignature("MQ=="), Assistant("Sorry."), Call("b"), Output("b", "2"))))[1]);
        Assert.Equal("model: call b", Turns(Map(Request(User("Go"), CallSignature("MQ=="), User("Wait"), Call("b"), Output("b", "2"))))[1]);
    }

    [Fact]
    public void A_text_is_cut_where_it_was_cut_and_signed_where_it_was_signed()
    {
        var text = Kept("""{"text":[{"length":4},{"length":3,"signature":"MQ=="},{"length":1},{"length":0,"signature":"Mg=="}]}""");

        var turns = Turns(Map(Request(User("Go"), Assistant("Äbcdefg"), text, User("On"))));

        Assert.Equal("model: text \"Äbc\", text \"def\" signed MQ==, text \"g\", text \"\" signed Mg==", turns[1]);
    }

    [Fact]
    public void A_text_that_was_changed_keeps_only_the_signature_of_an_empty_part()
    {
        var text = Kept("""{"text":[{"length":3,"signature":"MQ=="},{"length":0,"signature":"Mg=="}]}""");

        Assert.Equal("model: text \"changed\", text \"\" signed Mg==", Turns(Map(Request(User("Go"), Assistant("changed"), text, User("On"))))[1]);
    }

    [Fact]
    public void An_empty_signed_part_after_calls_goes_back_behind_them()
    {
        var turns = Turns(Map(Request(User("Go"), CallSignature("MQ=="), Call("a"), Kept("""{"text":[{"length":0,"signature":"Mg=="}]}"""), Output("a", "1"))));

        Assert.Equal("model: call a signed MQ==, text \"\" signed Mg==", turns[1]);
    }

    [Fact]
    public void Thoughts_alone_are_no_turn()
    {
        var turns = Turns(Map(Request(User("Go"), Kept("""{"part":{"text":"Hm.","thought":true,"thoughtSignature":"c2ln"}}"""), Kept("""{"text":[{"length":0,"signature":"Mg=="}]}"""), User("On"))));

        Assert.Equal(["user: text \"Go\", text \"On\""], turns);
    }
}
