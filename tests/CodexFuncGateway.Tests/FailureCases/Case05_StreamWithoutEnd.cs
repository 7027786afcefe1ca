using System.Text;
using CodexFuncGateway.Simulators.EventStreams;
using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Tests.Laws.Support;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>A stream without a terminal event makes Codex connect again, five times, and pay for the turn each time. (Broken connections: CutStreamTests.)</summary>
public sealed class Case05_StreamWithoutEnd
{
    private const string Said = "Forty-two, \"as ever\". ✅";

    private static readonly ScriptedStep Speaking = new() { Text = Said };

    [Theory, Dialects]
    public async Task A_stream_that_stops_early_without_an_error_has_failed(string column)
    {
        await using var session = await StartAsync(column);

        for (var frames = 0; ; frames++)
        {
            session.Upstream.Faults.Rewrite(whole => whole.Take(frames));
            var answer = await session.Gateway.PostAsync(session.Conversation.ToJson());
            if (answer.Status == 200 && answer.Terminal.Type == "response.completed")
            {
                Assert.Equal(Said, answer.Terminal.Response.Items("message")[0].GetProperty("content")[0].Text("text"));
                Assert.InRange(frames, 4, 100);
                break;
            }

            Assert.True(answer.Status == 200 ? answer.Terminal.Type == "response.failed" : answer.Status == 502);
        }
    }

    [Theory, Dialects]
    public async Task A_lost_byte_between_two_frames_leaves_one_terminal_event(string column)
    {
        await using var session = await StartAsync(column);
        var whole = await session.Gateway.PostAsync(session.Conversation.ToJson());

        for (var damaged = 0; damaged < whole.Events.Count; damaged++)
        {
            session.Upstream.Faults.Rewrite(frames => frames.Select((frame, index) => index == damaged ? frame[..^1] : frame));
            var answer = await session.Gateway.PostAsync(session.Conversation.ToJson());

            Assert.True(answer.Status == 200 ? answer.Terminal.IsTerminal : answer.Status == 502);
        }
    }

    [Theory, Dialects(Column.Anthropic, Column.Bedrock, Column.Chat, Column.Cohere, Column.Gemini, Column.Native, Column.Rewritten)]
    public async Task A_reply_that_met_its_limit_is_incomplete(string column)
    {
        await using var session = await StartAsync(column);
        session.Upstream.Faults.Rewrite(frames => frames.Select(frame => MeetLimit(column, frame)));

        var terminal = (await session.Gateway.PostAsync(session.Conversation.ToJson())).Terminal;

        Assert.Equal("response.incomplete", terminal.Type);
        Assert.Equal("max_output_tokens", terminal.Response.GetProperty("incomplete_details").Text("reason"));
    }

    private static byte[] MeetLimit(string column, byte[] frame) => column switch
    {
        Column.Anthropic => Replace(frame, "\"end_turn\"", "\"max_tokens\""),
        Column.Bedrock => EventStreamFrame.Split(frame)[0] is var told && told.Data.Contains("end_turn", StringComparison.Ordinal)
            ? EventStreamMessage.Event("messageStop", """{"stopReason":"max_tokens"}""")
            : frame,
        Column.Chat => Replace(frame, "\"finish_reason\":\"stop\"", "\"finish_reason\":\"length\""),
        Column.Cohere => Replace(frame, "\"COMPLETE\"", "\"MAX_TOKENS\""),
        Column.Gemini => Replace(frame, "\"STOP\"", "\"MAX_TOKENS\""),
        _ => Encoding.UTF8.GetString(frame).Contains("response.completed", StringComparison.Ordinal)
            ? Replace(Replace(frame, "\"incomplete_details\":null", "\"incomplete_details\":{\"reason\":\"max_output_tokens\"}"), "response.completed", "response.incomplete")
            : frame,
    };

    private static byte[] Replace(byte[] frame, string what, string by) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(frame).Replace(what, by, StringComparison.Ordinal));

    private static async Task<CaseSession> StartAsync(string column)
    {
        var session = await CaseSession.StartAsync(column, [.. Enumerable.Repeat(Speaking, 100)]);
        session.Conversation.Say("What is 6 × 7?");
        return session;
    }
}
