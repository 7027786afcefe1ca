using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Tests.FrontDoor;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>Codex cannot run a function_call of apply_patch, and the wrong item stays in the session's file and poisons every later turn.</summary>
[NotFor(NotForAttribute.CallsNoTools, Column.Replicate)]
public sealed class Case02_CustomCallReturnedAsFunctionCall
{
    [Theory, Dialects]
    public async Task A_freeform_call_is_told_as_such_with_its_bare_input(string column)
    {
        await using var session = await StartAsync(column, ScriptedCall.Freeform("apply_patch", CaseTools.Patch));

        var answer = await session.SendAsync();

        Assert.Equal(CaseTools.Patch, string.Concat(Told(answer, "response.custom_tool_call_input.delta").Select(told => told.Data.Text("delta"))));
        Assert.Equal(CaseTools.Patch, Assert.Single(Told(answer, "response.custom_tool_call_input.done")).Data.Text("input"));
        Assert.Empty(Told(answer, "response.function_call_arguments.delta"));
        Assert.Empty(answer.Terminal.Response.Items("function_call"));
        Assert.Equal("apply_patch", Assert.Single(answer.Terminal.Response.Items("custom_tool_call")).Text("name"));
    }

    [Theory, Dialects]
    public async Task Such_calls_and_their_outputs_are_taken_as_history_as_text_or_in_parts(string column)
    {
        var patch = ScriptedCall.Freeform("apply_patch", CaseTools.Patch);
        await using var session = await StartAsync(column, patch, patch);

        await session.SendAsync();
        session.Conversation.Answer("Failed the first time.");
        await session.SendAsync();
        session.Conversation.Answer(new object[] { new[] { new { type = "input_text", text = "Success " }, new { type = "input_text", text = "the second time." } } });

        await session.SendAsync();
        Assert.Empty(session.Upstream.Violations);
    }

    /// <summary>An upstream that knows freeform tools writes bare input itself.</summary>
    [Theory, Dialects(Column.Anthropic, Column.Bedrock, Column.Chat, Column.Cohere, Column.Gemini, Column.Rewritten)]
    public async Task Whatever_a_model_wraps_its_input_in_is_taken_off(string column)
    {
        foreach (var wrapped in Wrapped(CaseTools.Patch))
        {
            await using var session = await StartAsync(column, wrapped);

            var call = Assert.Single((await session.SendAsync()).Terminal.Response.Items("custom_tool_call"));

            Assert.Equal(CaseTools.Patch.TrimEnd(), call.Text("input").TrimEnd());
        }
    }

    private static IEnumerable<ScriptedCall> Wrapped(string patch) =>
    [
        ScriptedCall.Function("apply_patch", new { patch }),
        ScriptedCall.Function("apply_patch", new { content = patch }),
        ScriptedCall.Function("apply_patch", new { input = $"```diff\n{patch}```" }),
        ScriptedCall.Function("apply_patch", new { input = $"```\n{patch}\n```\n" }),
        ScriptedCall.Function("apply_patch", new { input = $"<<'EOF'\n{patch}EOF\n" }),
        ScriptedCall.Function("apply_patch", new { input = $"apply_patch <<\"PATCH\"\n{patch}PATCH" }),
    ];

    private static async Task<CaseSession> StartAsync(string column, params ScriptedCall[] calls)
    {
        string[] outputs = ["Failed the first time.", "the second time."];
        var steps = calls.Select((call, index) => new ScriptedStep { Calls = [call], ExpectedOutputs = outputs[..index] is [.., var last] ? [last] : [] });
        var session = await CaseSession.StartAsync(column, [.. steps, CaseTools.Done with { ExpectedOutputs = [outputs[1]] }]);
        session.Conversation.Offer(CaseTools.ApplyPatch).Say("Repair it.");
        return session;
    }

    private static IEnumerable<StreamedEvent> Told(Answer answer, string type) => answer.Events.Where(told => told.Type == type);
}
