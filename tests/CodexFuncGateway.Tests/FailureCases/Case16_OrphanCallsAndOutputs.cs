namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>Compaction, interruption and resuming leave calls without outputs and outputs without calls, which every later request repeats.</summary>
[NotFor(NotForAttribute.CallsNoTools, Column.Replicate)]
public sealed class Case16_OrphanCallsAndOutputs
{
    private const string Unknown = "Verify before running it again.";

    [Theory, Dialects]
    public async Task A_call_without_output_is_answered_and_an_output_without_call_left_out(string column)
    {
        await using var session = await CaseSession.StartAsync(column, CaseTools.Done with { ExpectedOutputs = [Unknown, Unknown] });
        session.Conversation.Offer(CaseTools.Look, CaseTools.ApplyPatch)
            .Add(new { type = "function_call_output", call_id = "call_gone1", output = "An orphan." })
            .Add(new { type = "custom_tool_call_output", call_id = "call_gone2", output = "An orphan." })
            .Add(new { type = "tool_search_output", call_id = "call_gone3", execution = "client", status = "completed", tools = Array.Empty<object>() })
            .Say("Look.")
            .Add(new { type = "function_call", call_id = "call_1", name = "look", arguments = "{\"path\":\"a\"}" })
            .Add(new { type = "custom_tool_call", call_id = "call_2", name = "apply_patch", input = CaseTools.Patch })
            .Say("Go on.");

        await session.SendAsync();

        Assert.DoesNotContain(session.Sent.Texts(), text => text.Contains("An orphan.", StringComparison.Ordinal));
    }

    [Theory, Dialects]
    public async Task So_are_searches_for_tools_and_calls_of_the_shell(string column)
    {
        await using var session = await CaseSession.StartAsync(column, CaseTools.Done with { ExpectedOutputs = column == Column.Native ? [Unknown] : ["", Unknown] });
        session.Conversation.Offer(CaseTools.Look).Say("Look.")
            .Add(new { type = "tool_search_call", call_id = "call_3", execution = "client", status = "completed", arguments = new { query = "x" } })
            .Add(new { type = "local_shell_call", call_id = "call_4", status = "completed", action = new { type = "exec", command = new[] { "ls" }, env = new { } } })
            .Say("Go on.");

        await session.SendAsync();
    }

    [Theory, Dialects]
    public async Task What_is_paired_stays_as_it_is(string column)
    {
        await using var session = await CaseSession.StartAsync(column, CaseTools.Done with { ExpectedOutputs = ["One.", "Two."] });
        session.Conversation.Offer(CaseTools.Look, CaseTools.ApplyPatch).Say("Look.")
            .Add(new { type = "function_call", call_id = "call_1", name = "look", arguments = "{\"path\":\"a\"}" })
            .Add(new { type = "custom_tool_call", call_id = "call_2", name = "apply_patch", input = CaseTools.Patch })
            .Add(new { type = "function_call_output", call_id = "call_1", output = "One." })
            .Add(new { type = "custom_tool_call_output", call_id = "call_2", output = "Two." });

        await session.SendAsync();

        Assert.DoesNotContain(session.Sent.Texts(), text => text.Contains(Unknown, StringComparison.Ordinal));
    }
}
