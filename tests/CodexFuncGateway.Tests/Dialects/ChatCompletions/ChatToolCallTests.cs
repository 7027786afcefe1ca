using static CodexFuncGateway.Tests.Dialects.ChatCompletions.ChatFixture;

namespace CodexFuncGateway.Tests.Dialects.ChatCompletions;

/// <summary>The ways in which hosts number, name and cut their tool calls.</summary>
public sealed class ChatToolCallTests
{
    [Fact]
    public async Task Fragments_go_to_the_call_of_their_number()
    {
        Assert.Equal(["call 0 a f", "call 1 b g", "arguments 0 {\"x\"", "arguments 1 {", "arguments 0 :1}", "arguments 1 }"], await ReadDeltasAsync(
            null,
            Calls("""{"index":0,"id":"a","function":{"name":"f","arguments":""}}""", """{"index":1,"id":"b","function":{"name":"g","arguments":""}}"""),
            Calls("""{"index":0,"function":{"arguments":"{\"x\""}}"""),
            Calls("""{"index":1,"function":{"arguments":"{"}}"""),
            Calls("""{"index":0,"function":{"arguments":":1}"}}""", """{"index":1,"function":{"arguments":"}"}}""")));
    }

    [Fact]
    public async Task Calls_that_are_all_number_0_are_told_apart_by_their_ids()
    {
        Assert.Equal(["call 0 a f", "arguments 0 {}", "call 1 b f", "arguments 1 {}"], await ReadDeltasAsync(
            null,
            Calls("""{"index":0,"id":"a","function":{"name":"f","arguments":"{}"}}"""),
            Calls("""{"index":0,"id":"b","function":{"name":"f","arguments":"{}"}}""")));
    }

    [Fact]
    public async Task Fragments_of_a_call_that_is_number_0_too_go_to_the_newest()
    {
        Assert.Equal(["call 0 a f", "arguments 0 {}", "call 1 b g", "arguments 1 {", "arguments 1 }"], await ReadDeltasAsync(
            null,
            Calls("""{"index":0,"id":"a","function":{"name":"f","arguments":"{}"}}"""),
            Calls("""{"index":0,"id":"b","function":{"name":"g","arguments":"{"}}"""),
            Calls("""{"index":0,"function":{"arguments":"}"}}""")));
    }

    [Fact]
    public async Task A_call_may_repeat_its_id_in_every_fragment()
    {
        Assert.Equal(["call 0 a f", "arguments 0 {", "arguments 0 }"], await ReadDeltasAsync(
            null,
            Calls("""{"index":0,"id":"a","function":{"name":"f","arguments":"{"}}"""),
            Calls("""{"index":0,"id":"a","function":{"name":"f","arguments":"}"}}""")));
    }

    [Fact]
    public async Task A_call_may_have_no_number()
    {
        Assert.Equal(["call 0 a f", "arguments 0 {}", "call 1 b g", "arguments 1 {", "arguments 1 }"], await ReadDeltasAsync(
            null,
            Calls("""{"id":"a","function":{"name":"f","arguments":"{}"}}"""),
            Calls("""{"id":"b","function":{"name":"g","arguments":"{"}}"""),
            Calls("""{"function":{"arguments":"}"}}""")));
    }

    [Fact]
    public async Task Calls_without_number_and_id_are_told_apart_by_their_names()
    {
        Assert.Equal(["call 0  f", "arguments 0 {}", "call 1  g", "arguments 1 {}"], await ReadDeltasAsync(
            null,
            Calls("""{"function":{"name":"f","arguments":"{}"}}""", """{"function":{"name":"g","arguments":"{}"}}""")));
    }

    [Fact]
    public async Task Null_ids_and_names_in_later_fragments_mean_nothing()
    {
        Assert.Equal(["call 0 a f", "arguments 0 {}"], await ReadDeltasAsync(
            null,
            Calls("""{"index":0,"id":"a","type":"function","function":{"name":"f","arguments":null}}"""),
            Calls("""{"index":0,"id":null,"type":null,"function":{"name":null,"arguments":"{}"}}"""),
            """{"tool_calls":null}""",
            """{"tool_calls":[]}"""));
    }

    [Fact]
    public async Task An_empty_id_is_none()
    {
        Assert.Equal(["call 0 a f", "arguments 0 {", "arguments 0 }"], await ReadDeltasAsync(
            null,
            Calls("""{"index":0,"id":"a","function":{"name":"f","arguments":"{"}}"""),
            Calls("""{"index":0,"id":"","function":{"name":"","arguments":"}"}}""")));
    }

    private static string Calls(params string[] calls) => $$"""{"tool_calls":[{{string.Join(',', calls)}}]}""";
}
