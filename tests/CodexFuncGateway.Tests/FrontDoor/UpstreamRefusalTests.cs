using CodexFuncGateway.Ledger;
using CodexFuncGateway.Tests.Laws.Support;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>What each status of a provider becomes, for ordinary clients and for Codex, and how often the provider is asked.</summary>
public sealed class UpstreamRefusalTests
{
    private static readonly Dictionary<string, string> SevenSeconds = new() { ["retry-after"] = "7" };

    /// <summary>Provider, its status, the client's status and code, Codex's status and code, requests sent.</summary>
    public static TheoryData<string, int, int, string, int, string, int> Statuses
    {
        get
        {
            var cases = new TheoryData<string, int, int, string, int, string, int>();
            foreach (var provider in Wire.Wires.Select(wire => wire.Provider))
            {
                cases.Add(provider, 400, 400, "invalid_request_error", 400, "invalid_prompt", 1);
                cases.Add(provider, 401, 502, "upstream_credential_refused", 400, "invalid_prompt", 1);
                cases.Add(provider, 403, 502, "upstream_credential_refused", 400, "invalid_prompt", 1);
                cases.Add(provider, 404, 400, "invalid_request_error", 400, "invalid_prompt", 1);
                cases.Add(provider, 429, 429, "rate_limit_exceeded", 429, "rate_limit_exceeded", 1);
                cases.Add(provider, 500, 502, "server_error", 400, "invalid_prompt", 3);
                cases.Add(provider, 503, 503, "server_is_overloaded", 200, "server_is_overloaded", 3);
                cases.Add(provider, 529, 503, "server_is_overloaded", 200, "server_is_overloaded", 3);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task A_refusal_is_told_to_each_client_in_its_own_form(
        string provider, int status, int expectedStatus, string expectedCode, int codexStatus, string codexCode, int requests)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));
        upstream.Faults.FailWith(status, Complaint.Of(wire, status), requests: 2 * requests);

        var forOthers = await AskAsync(gateway, wire, requests);
        var forCodex = await AskAsync(gateway, wire, requests, Ask.ByCodex);

        Assert.Equal((expectedStatus, expectedCode), (forOthers.Status, forOthers.Code));
        Assert.All(codexStatus == 200 ? forCodex.Events : [], told => SdkTypes.Require(told.Data, "ResponseStreamEvent"));
        Assert.Equal((codexStatus, codexCode), (forCodex.Status, codexStatus == 200 ? forCodex.Terminal.ErrorCode : forCodex.Code));
        Assert.Equal(2 * requests, upstream.Requests.Count);
        Assert.Equal(status is not (401 or 403), forOthers.Message.EndsWith(Complaint.Text, StringComparison.Ordinal));
        Assert.All(await gateway.Ledger.RowsAsync(), row => Assert.Equal((LedgerOutcome.Rejected, 0L, false), (row.Outcome, row.CostNanoUsd, row.IsEstimate)));
    }

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task A_wait_that_the_provider_asks_for_is_passed_on(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));
        upstream.Faults.FailWith(429, Complaint.Of(wire, 429), SevenSeconds, requests: 2);

        var forOthers = await AskAsync(gateway, wire, 1);
        var forCodex = await AskAsync(gateway, wire, 1, Ask.ByCodex);

        Assert.Equal(("7", "7"), (forOthers.Headers["Retry-After"], forCodex.Headers["Retry-After"]));
    }

    [Theory]
    [InlineData("0.4", "1")]
    [InlineData("6.2", "7")]
    [InlineData(null, "5")]
    public async Task A_wait_is_told_in_whole_seconds_and_is_never_missing(string? told, string expected)
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.Chat.At(upstream));
        upstream.Faults.FailWith(429, Complaint.Of(Wire.Chat, 429), told is null ? null : new Dictionary<string, string> { ["retry-after"] = told });

        var answer = await AskAsync(gateway, Wire.Chat, 1, Ask.ByCodex);

        Assert.Equal((429, expected), (answer.Status, answer.Headers["Retry-After"]));
    }

    [Fact]
    public async Task An_overloaded_provider_that_says_how_long_is_not_asked_before()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.Chat.At(upstream));
        upstream.Faults.FailWith(503, Complaint.Of(Wire.Chat, 503), SevenSeconds, requests: 3);

        var answer = await AskAsync(gateway, Wire.Chat, 1);

        Assert.Equal((503, "7"), (answer.Status, answer.Headers["Retry-After"]));
        Assert.Single(upstream.Requests);
    }

    private static async Task<Answer> AskAsync(GatewayUnderTest gateway, Wire wire, int requests, params (string Name, string Value)[] headers)
    {
        var answer = gateway.PostAsync(Ask.Question(wire.Model), headers);
        await gateway.Time.PassAsync([.. Waits.Between(requests)]);
        return await answer;
    }
}
