using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>Results of one turn's calls, sent in several messages, are refused by those who expect them in the next one; the simulators refuse them too.</summary>
[NotFor(NotForAttribute.CallsNoTools, Column.Replicate)]
public sealed class Case17_ParallelResultsSplit
{
    private static readonly ScriptedStep Three = new() { Text = "I look at all three.", Calls = [CaseTools.CallLook("a"), CaseTools.CallLook("b"), CaseTools.CallLook("c")] };

    [Theory, Dialects]
    public async Task Results_come_back_together_and_in_the_order_of_their_calls(string column)
    {
        await using var session = await CaseSession.StartAsync(column, Three, CaseTools.Done with { ExpectedOutputs = ["first", "second", "third"] });
        session.Conversation.Offer(CaseTools.Look).Say("Look.");

        var calls = (await session.SendAsync()).Terminal.Response.Items("function_call");
        foreach (var (call, output) in calls.Zip(["first", "second", "third"]).Reverse())
        {
            session.Conversation.Add(new { type = "function_call_output", call_id = call.Text("call_id"), output });
        }

        if (column == Column.Native)
        {
            // OpenAI finds outputs by their ids; that they come in order is for the script to check.
            Assert.Equal(200, (await session.Gateway.PostAsync(session.Conversation.ToJson())).Status);
            return;
        }

        await session.SendAsync();
    }

    [Theory, Dialects]
    public async Task Words_between_results_do_not_part_them(string column)
    {
        await using var session = await CaseSession.StartAsync(column, Three with { Calls = [.. Three.Calls.Take(2)] }, CaseTools.Done with { ExpectedOutputs = ["first", "second"] });
        session.Conversation.Offer(CaseTools.Look).Say("Look.");

        var calls = (await session.SendAsync()).Terminal.Response.Items("function_call");
        session.Conversation
            .Add(new { type = "function_call_output", call_id = calls[0].Text("call_id"), output = "first" })
            .Say("Hurry.")
            .Add(new { type = "function_call_output", call_id = calls[1].Text("call_id"), output = "second" })
            .Say("Please.");

        await session.SendAsync();
    }

    [Theory, Dialects(Column.Anthropic, Column.Bedrock, Column.Gemini)]
    public async Task Neighbouring_turns_of_one_speaker_are_one(string column)
    {
        await using var session = await CaseSession.StartAsync(column, CaseTools.Done);
        session.Conversation.Say("One.").Say("Two.").Say("Said.", "assistant").Say("And said.", "assistant").Say("Three.").Say("Four.", "developer");

        await session.SendAsync();

        var turns = session.Sent.GetProperty(column == Column.Gemini ? "contents" : "messages").EnumerateArray().Select(turn => turn.Text("role"));
        Assert.Equal(["user", column == Column.Gemini ? "model" : "assistant", "user"], turns);
    }
}
