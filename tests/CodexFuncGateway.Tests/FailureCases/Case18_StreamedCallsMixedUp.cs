using System.Text.Json;
using CodexFuncGateway.Tests.FrontDoor;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>Upstreams tell calls by turns, all under one number, without ids, or over and over: arguments get merged or doubled, and calls get lost.</summary>
[NotFor(NotForAttribute.CallsNoTools, Column.Replicate)]
public sealed class Case18_StreamedCallsMixedUp
{
    [Theory, Dialects]
    public async Task Every_call_has_its_own_arguments_however_they_are_told(string column)
    {
        foreach (var stream in MixedCalls.Of(column))
        {
            var answer = await AskAsync(column, stream);

            var calls = answer.Terminal.Response.Items("function_call");
            Assert.Equal(["look {\"path\":\"a\"}", "look {\"path\":\"b\"}", "now {}"], calls.Select(call => $"{call.Text("name")} {call.Text("arguments")}"));
            Assert.Equal(3, calls.Select(call => call.Text("call_id")).Where(id => id.Length > 0).Distinct().Count());
        }
    }

    [Theory, Dialects]
    public async Task Every_item_keeps_its_place_and_is_done_once(string column)
    {
        foreach (var stream in MixedCalls.Of(column))
        {
            var answer = await AskAsync(column, stream);

            Assert.All(answer.Terminal.Response.Items("function_call").Select((item, index) => (Id: item.Text("id"), Index: index)), item =>
            {
                var told = answer.Events.Where(one => IdOf(one.Data) == item.Id).ToArray();
                Assert.All(told, one => Assert.Equal(item.Index, one.Data.GetProperty("output_index").GetInt32()));
                Assert.Single(told, one => one.Type == "response.output_item.added");
                Assert.Equal("response.output_item.done", Assert.Single(told, one => one.Type == "response.output_item.done").Type);
                Assert.Equal("response.output_item.done", told[^1].Type);
            });
        }
    }

    private static string? IdOf(JsonElement data) =>
        data.TryGetProperty("item_id", out var id) ? id.GetString() : data.TryGetProperty("item", out var item) ? item.Text("id") : null;

    private static async Task<Answer> AskAsync(string column, string stream)
    {
        await using var session = await CaseSession.StartAsync(column);
        session.Upstream.Faults.FailWith(200, MixedCalls.Encode(column, stream), Complaint.StreamHeaders(session.Wire));
        session.Conversation.Offer(CaseTools.Look, CaseTools.Function("now", new { type = "object", properties = new { } })).Say("Look, and tell the time.");

        return await session.SendAsync();
    }
}
