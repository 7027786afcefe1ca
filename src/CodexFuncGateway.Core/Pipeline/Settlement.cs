using CodexFuncGateway.Errors;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Telemetry;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Pipeline;

/// <summary>The step Settle: usage → cost → ledger. Runs for every call that was reserved, however it ended, and does not depend on the client.</summary>
internal sealed class Settlement(LedgerWriter ledger, TimeProvider timeProvider)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>Writes down that the call is about to be sent. Costs the call no time.</summary>
    public void Open(GatewayCall call) => ledger.Open(Describe(call) with { Outcome = LedgerOutcome.Open, CostNanoUsd = call.Reservation.NanoUsd });

    public async Task SettleAsync(GatewayCall call)
    {
        using var span = Steps.Begin(Steps.Settle);
        using var deadline = new CancellationTokenSource(Deadline, timeProvider);
        var now = timeProvider.GetUtcNow();
        await ledger.SettleAsync(
            Describe(call) with
            {
                Usage = call.Usage.Usage,
                ServiceTierServed = call.Usage.ServiceTier,
                CostNanoUsd = CostCalculator.Cost(call.Route.Price, call.Usage.Usage, call.Usage.ServiceTier),
                IsEstimate = call.IsEstimate,
                Status = call.Error is { } error && !call.HasStarted ? ErrorCodes.Status(error.Kind) : 200,
                FirstTokenMs = (long?)(call.FirstTokenAt - call.StartedAt)?.TotalMilliseconds,
                DurationMs = (long)(now - call.StartedAt).TotalMilliseconds,
                UpstreamRequestId = call.UpstreamRequestId,
            },
            deadline.Token);
    }

    private static LedgerEntry Describe(GatewayCall call) => new()
    {
        RequestId = call.Id,
        KeyId = call.Key.Id,
        User = call.Key.User,
        Team = call.Key.Team,
        Tags = call.Key.Tags,
        ModelAsked = call.Request.Model,
        Provider = call.Route.Provider.Name,
        ModelServed = call.Route.UpstreamModel,
        Dialect = call.Route.Dialect,
        ServiceTierAsked = call.Request.ServiceTier,
        PriceVersion = call.Route.Price.Version,
        SessionId = call.SessionId,
        StartedAt = call.StartedAt,
        Outcome = Outcome(call),
    };

    private static LedgerOutcome Outcome(GatewayCall call) => call switch
    {
        { End: { Error: null, Reason: FinishReason.Completed } } => LedgerOutcome.Completed,
        { End: { Error: null } } => LedgerOutcome.Incomplete,
        { ClientLeft: true } => LedgerOutcome.Cancelled,
        { WasServed: true } => LedgerOutcome.Failed,
        _ => LedgerOutcome.Rejected,
    };
}
