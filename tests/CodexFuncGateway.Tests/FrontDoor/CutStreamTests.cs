using CodexFuncGateway.Ledger;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>An upstream whose connection breaks, after each frame that there is.</summary>
public sealed class CutStreamTests
{
    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task A_stream_cut_anywhere_ends_as_failed_and_is_settled_once(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));
        var cuts = 0;

        for (Answer answer; ; cuts++)
        {
            upstream.Faults.CutAfterFrame(cuts);
            answer = await gateway.PostAsync(Ask.Question(wire.Model));
            if (answer.Status == 200 && answer.Terminal.Type != "response.failed")
            {
                break;
            }

            AssertFailed(answer, await gateway.Ledger.SettledAsync());
        }

        Assert.True(cuts > 8, $"The reply was taken for whole after {cuts} frames.");
        var whole = await gateway.Ledger.SettledAsync();
        Assert.Equal(LedgerOutcome.Completed, whole.Outcome);
        Assert.Equal(cuts + 1, (await gateway.Ledger.RowsAsync()).Count);
        Assert.Equal(cuts + 1, upstream.Requests.Count);
        Assert.Empty(upstream.Violations);
    }

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task A_call_that_was_cut_off_is_never_told_as_done(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));
        var whole = await gateway.PostAsync(Ask.Question(wire.Model));
        var arguments = Calls(whole).Single();

        for (var cuts = 0; ; cuts++)
        {
            upstream.Faults.CutAfterFrame(cuts);
            var answer = await gateway.PostAsync(Ask.Question(wire.Model));
            if (answer.Status != 200)
            {
                continue;
            }

            Assert.All(Calls(answer), told => Assert.Equal(arguments, told));
            if (answer.Terminal.Type != "response.failed")
            {
                break;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task A_client_that_wants_no_stream_gets_a_status_for_a_cut_one(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));
        upstream.Faults.CutAfterFrame(8);

        var answer = await gateway.PostAsync(Ask.Question(wire.Model, stream: false));

        Assert.Equal((502, "server_error"), (answer.Status, answer.Code));
        var row = await gateway.Ledger.OnlyRowAsync();
        Assert.Equal((LedgerOutcome.Failed, true, 502), (row.Outcome, row.IsEstimate, row.Status));
    }

    private static void AssertFailed(Answer answer, LedgerEntry row)
    {
        // Nothing had been said yet where the status is not 200.
        Assert.True(answer.Status == 200 ? answer.Terminal.ErrorCode == "server_error" : answer is { Status: 502, Code: "server_error" });
        Assert.Equal((LedgerOutcome.Failed, true, answer.Status), (row.Outcome, row.IsEstimate, row.Status));
        Assert.True(row.CostNanoUsd > 0 && row.Usage.InputTokens > 0);
    }

    private static IEnumerable<string> Calls(Answer answer) => answer.Events
        .Where(told => told.Type == "response.output_item.done" && told.Data.GetProperty("item").GetProperty("type").GetString() == "function_call")
        .Select(told => told.Data.GetProperty("item").GetProperty("arguments").GetString()!);
}
