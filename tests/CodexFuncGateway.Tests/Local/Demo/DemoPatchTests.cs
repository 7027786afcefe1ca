using CodexFuncGateway.Local.Demo;

namespace CodexFuncGateway.Tests.Local.Demo;

public sealed class DemoPatchTests
{
    [Theory]
    [InlineData("a.py", "if x:\n    print('old')\n", "-    print('old')\n+    print(\"new\")")]
    [InlineData("a.sh", "echo old\n", "-echo old\n+echo \"new\"")]
    [InlineData("a.js", "console.log(1)\n", "-console.log(1)\n+console.log(\"new\");")]
    [InlineData("a.txt", "some text\n", "@@\n+new\n")]
    [InlineData("a.py", "", "@@\n+print(\"new\")\n")]
    public void The_first_line_that_prints_is_replaced_and_where_there_is_none_one_is_added(string file, string content, string expected)
    {
        var patch = DemoPatch.Write(file, content, "new");

        Assert.StartsWith($"*** Begin Patch\n*** Update File: {file}\n@@\n", patch);
        Assert.Contains(expected, patch);
    }

    [Fact]
    public void A_file_that_is_not_there_is_written() =>
        Assert.Equal("*** Begin Patch\n*** Add File: a.sh\n+echo \"new\"\n*** End Patch\n", DemoPatch.Write("a.sh", content: null, "new"));

    [Fact]
    public void A_file_that_says_it_already_is_left_alone() => Assert.Null(DemoPatch.Write("a.sh", "echo \"new\"\n", "new"));

    [Theory]
    [InlineData("fix hello.py so that it prints Hello, world.", "hello.py", "Hello, world")]
    [InlineData("Make run.sh say \"good day\" please", "run.sh", "good day")]
    [InlineData("Let app.mjs print 3 + 4 = 7", "app.mjs", "3 + 4 = 7")]
    [InlineData("do something", null, "Hello, world")]
    [InlineData("clean /etc/init.sh up", null, "Hello, world")]
    [InlineData("let ../up.sh print $(rm -rf x)", null, "Hello, world")]
    public void A_prompt_is_read_for_a_file_here_and_a_harmless_text(string prompt, string? file, string wanted) =>
        Assert.Equal(new DemoTask(file, wanted), DemoTask.Read(prompt));
}
