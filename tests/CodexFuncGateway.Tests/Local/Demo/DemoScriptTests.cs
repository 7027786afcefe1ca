using System.Text.Json;
using CodexFuncGateway.Local.Demo;

namespace CodexFuncGateway.Tests.Local.Demo;

public sealed class DemoScriptTests
{
    private const string Prompt = "fix hello.py so that it prints Hello, world";
    private static readonly DemoCall Listed = Shell("ls", "hello.py\n");
    private static readonly DemoCall ReadFile = Shell("cat hello.py", "print(\"Helo\")\n");
    private static readonly DemoCall Patched = new("apply_patch", "", "Exit code: 0\nWall time: 0 seconds\nOutput:\nSuccess. Updated the following files:\nM hello.py\n");

    [Fact]
    public void It_lists_and_reads_then_patches_then_runs_then_reports()
    {
        Assert.Equal(["ls", "cat hello.py"], Next().Calls.Select(Command));
        Assert.Contains("+print(\"Hello, world\")", Command(Assert.Single(Next(Listed, ReadFile).Calls)));
        Assert.Equal("python3 hello.py", Command(Assert.Single(Next(Listed, ReadFile, Patched).Calls)));

        var last = Next(Listed, ReadFile, Patched, Shell("python3 hello.py", "Hello, world\n"));
        Assert.Empty(last.Calls);
        Assert.EndsWith("Hello, world", last.Text);
    }

    [Fact]
    public void A_run_that_fails_is_reported_as_failed()
    {
        var last = Next(Listed, ReadFile, Patched, Shell("python3 hello.py", "python3: command not found", exitCode: 127));

        Assert.Empty(last.Calls);
        Assert.Contains("failed", last.Text);
    }

    [Fact]
    public void A_patch_that_is_refused_ends_the_session_with_the_reason()
    {
        var last = Next(Listed, ReadFile, new DemoCall("apply_patch", "", "apply_patch verification failed: no such line"));

        Assert.Empty(last.Calls);
        Assert.Contains("no such line", last.Text);
    }

    [Fact]
    public void A_file_that_is_there_but_cannot_be_read_is_left_alone()
    {
        var reply = Next(Listed, Shell("cat hello.py", "cat: hello.py: Permission denied", exitCode: 1));

        Assert.Empty(reply.Calls);
        Assert.Contains("Permission denied", reply.Text);
    }

    [Fact]
    public void A_history_that_is_not_its_own_does_not_confuse_it()
    {
        using var request = JsonDocument.Parse("""
            {"messages":[
              {"role":"user","content":[{"type":"text","text":"fix it"}]},
              {"role":"assistant","tool_calls":[{"id":"1","function":{"name":"exec_command","arguments":"{bad"}},{"id":"2","function":{"name":"other","arguments":"[1]"}}]},
              {"role":"tool","tool_call_id":"1","content":"?"},
              {"role":"user","content":"<subagent_notification>"}]}
            """);

        var session = DemoSession.Read(request.RootElement);

        Assert.Equal("fix it", session.Prompt);
        Assert.Equal([new DemoCall("exec_command", "", "?"), new DemoCall("other", "", "")], session.Calls);
    }

    [Fact]
    public void Without_the_tools_of_Codex_it_says_what_it_is()
    {
        var reply = DemoScript.Next(new DemoSession(Prompt, []));

        Assert.Empty(reply.Calls);
        Assert.Contains("not a model but a script", reply.Text);
    }

    private static DemoReply Next(params DemoCall[] calls) => DemoScript.Next(new DemoSession(Prompt, calls) { HasTools = true });

    private static DemoCall Shell(string command, string output, int exitCode = 0) =>
        new("exec_command", command, $"Chunk ID: 1\nWall time: 0.1 seconds\nProcess exited with code {exitCode}\nOriginal token count: 2\nOutput:\n{output}");

    private static string Command(DemoToolCall call) => (call.Arguments.GetType().GetProperties().Single().GetValue(call.Arguments) as string)!;
}
