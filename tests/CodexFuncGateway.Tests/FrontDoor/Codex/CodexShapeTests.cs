using System.Text.Json;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Tests.FrontDoor.Codex;

/// <summary>What Codex asks besides plain turns is taken by every provider, and answered in the form that Codex waits for.</summary>
public sealed class CodexShapeTests
{
    private const string Verdict = """{"risk_level":"low","rationale":"It is a build folder."}""";

    public static TheoryData<string> All => Wire.All;

    /// <summary>Those whose requests are written anew; a relayed one gets Codex's own words.</summary>
    public static TheoryData<string> Translated => [.. Wire.Wires.Where(wire => wire != Wire.OpenAI).Select(wire => wire.Provider)];

    [Theory]
    [MemberData(nameof(Translated))]
    public async Task Code_mode_calls_come_back_as_free_text(string provider)
    {
        const string Source = "const r = await tools.exec_command({cmd: \"echo \\\"hi\\\"\"});\ntext(r);";

        var call = await OnlyItemAsync(provider, "code-mode", new ScriptedStep { ExpectedOutputs = ["two"], Calls = [ScriptedCall.Freeform("exec", Source)] }, "custom_tool_call");

        Assert.Equal(("exec", Source), (call.GetProperty("name").GetString(), call.GetProperty("input").GetString()));
        Assert.False(call.TryGetProperty("namespace", out _));
    }

    [Theory]
    [MemberData(nameof(Translated))]
    public async Task A_search_for_tools_comes_back_as_one(string provider)
    {
        var call = await OnlyItemAsync(
            provider, "tool-search", new ScriptedStep { ExpectedOutputs = ["multi_agent_v1__spawn_agent"], Calls = [ScriptedCall.Function("tool_search", new { query = "wait", limit = 2 })] }, "tool_search_call");

        Assert.Equal("client", call.GetProperty("execution").GetString());
        Assert.Equal("completed", call.GetProperty("status").GetString());
        Assert.Equal("""{"query":"wait","limit":2}""", call.GetProperty("arguments").GetRawText());
        Assert.NotEmpty(call.GetProperty("call_id").GetString()!);
    }

    [Theory]
    [MemberData(nameof(Translated))]
    public async Task A_tool_that_was_found_can_be_called(string provider)
    {
        var call = await OnlyItemAsync(
            provider, "tool-search", new ScriptedStep { ExpectedOutputs = ["can be called"], Calls = [ScriptedCall.Function("multi_agent_v1__spawn_agent", new { message = "Go." })] }, "function_call");

        Assert.Equal(("multi_agent_v1", "spawn_agent"), (call.GetProperty("namespace").GetString(), call.GetProperty("name").GetString()));
    }

    [Theory]
    [MemberData(nameof(Translated))]
    public async Task A_notice_of_a_sub_agent_follows_its_calls(string provider)
    {
        var message = await OnlyItemAsync(provider, "sub-agent", new ScriptedStep { ExpectedOutputs = ["done"], Text = "It is done." }, "message");

        Assert.Equal("It is done.", message.GetProperty("content")[0].GetProperty("text").GetString());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task What_is_left_of_a_stream_that_broke_off_is_gone_on_from(string provider)
    {
        var message = await OnlyItemAsync(provider, "cut-stream", new ScriptedStep { Text = "lo." }, "message");

        Assert.Equal("lo.", message.GetProperty("content")[0].GetProperty("text").GetString());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_guardian_gets_its_verdict(string provider)
    {
        var message = await OnlyItemAsync(provider, "guardian", new ScriptedStep { Text = Verdict }, "message");

        Assert.Equal(Verdict, message.GetProperty("content")[0].GetProperty("text").GetString());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_session_gets_its_title(string provider)
    {
        var message = await OnlyItemAsync(provider, "title", new ScriptedStep { Text = """{"title":"Fix the build"}""" }, "message");

        Assert.Equal("Fix the build", JsonElement.Parse(message.GetProperty("content")[0].GetProperty("text").GetString()!).GetProperty("title").GetString());
    }

    /// <summary>The one item of this type that Codex would act on: those that are told as done.</summary>
    private static async Task<JsonElement> OnlyItemAsync(string provider, string shape, ScriptedStep step, string type)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync(new ScriptedSession(step));
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));

        var answer = await gateway.PostAsync(CodexShape.Read(shape, wire.Model), Ask.ByCodex);

        Assert.Empty(upstream.Violations);
        Assert.Equal("response.completed", answer.Terminal.Type);
        return Assert.Single(answer.Events, told => told.Type == "response.output_item.done" && told.Data.GetProperty("item").GetProperty("type").GetString() == type).Data.GetProperty("item");
    }
}
