using System.Threading.Channels;
using CodexFuncGateway.Budgets;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Instances;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Translation;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Pipeline;

/// <summary>The step Settle: usage → cost → budgets and ledger. Runs for every call that was reserved, however it ended, and does not depend on the client.</summary>
internal sealed partial class Settlement(LedgerWriter ledger, InstanceLease instance, CallReport report, TimeProvider timeProvider, ILogger<Settlement> logger)
{
    private const int LongestWord = 32;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>Writes down that the call is about to be sent. Costs the call no time.</summary>
    /// <exception cref="GatewayException">It cannot be written down, so the call must not be made.</exception>
    public void Open(GatewayCall call)
    {
        instance.Keep();
        call.Row = ledger.Open(Describe(call) with { Outcome = LedgerOutcome.Open, CostNanoUsd = call.Reservation.NanoUsd });
    }

    public async Task SettleAsync(GatewayCall call)
    {
        var entry = Conclude(call);
        call.Reservation.Hold?.Settle(entry.CostNanoUsd, Charge.Of(entry));
        call.Permit.Count(entry.Usage.TotalTokens);
        report.Settled(call, entry);
        await RecordAsync(entry);
        // An error is an answer too.
        await call.Row.WaitAsync().AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (logger.IsEnabled(LogLevel.Information))
        {
            Log.Settled(
                logger, entry.ModelAsked, $"{entry.Provider}/{entry.ModelServed}", entry.Outcome, entry.Status,
                entry.Usage.InputTokens, entry.Usage.OutputTokens, entry.CostNanoUsd / 1e9m, entry.DurationMs);
        }
    }

    private async Task RecordAsync(LedgerEntry entry)
    {
        using var deadline = new CancellationTokenSource(Deadline, timeProvider);
        try
        {
            await ledger.SettleAsync(entry, deadline.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ChannelClosedException)
        {
            Log.NotRecorded(logger, entry.RequestId, entry.KeyId, entry.CostNanoUsd, entry.Outcome);
        }
    }

    private LedgerEntry Conclude(GatewayCall call)
    {
        var now = timeProvider.GetUtcNow();
        return Describe(call) with
        {
            Usage = call.Usage.Usage,
            ServiceTierServed = Word(call.Usage.ServiceTier),
            // A call that never ran is charged nothing, no fee either.
            CostNanoUsd = call.MayCost ? CostCalculator.Cost(call.Route.Price, call.Usage.Billed ?? call.Usage.Usage, call.Usage.ServiceTier, SentTier(call)) : 0,
            IsEstimate = call.IsEstimate,
            Status = Status(call),
            FirstTokenMs = (long?)(call.FirstTokenAt - call.StartedAt)?.TotalMilliseconds,
            DurationMs = (long)(now - call.StartedAt).TotalMilliseconds,
            UpstreamRequestId = call.UpstreamRequestId,
        };
    }

    /// <summary>The tier that the upstream was asked for; where it takes none, nothing is sent.</summary>
    private static string? SentTier(GatewayCall call) => call.Route.Capabilities.ServiceTier || call.Route.Capabilities.NativeResponses ? call.ServiceTierAsked : null;

    /// <summary>A word of somebody else's, as long as it is one: a row that is too large for the store would be lost.</summary>
    private static string? Word(string? text) => text is { Length: <= LongestWord } && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.') ? text : null;

    /// <summary>499 is what web servers write for a client that did not wait for its answer.</summary>
    private static int Status(GatewayCall call) => call switch
    {
        { HasStarted: true } => 200,
        { Error: { } error } => ErrorCodes.Status(error.Kind),
        { ClientLeft: true } => 499,
        _ => 500,
    };

    private LedgerEntry Describe(GatewayCall call) => new()
    {
        RequestId = call.Id,
        KeyId = call.Key.Id,
        User = call.Key.User,
        Team = call.Key.Team,
        Tags = call.Tags,
        ModelAsked = call.ModelAsked,
        Provider = call.Route.Provider.Name,
        ModelServed = call.Route.UpstreamModel,
        Dialect = call.Route.Dialect,
        ServiceTierAsked = Word(call.ServiceTierAsked),
        PriceVersion = call.Route.Price.Version,
        SessionId = call.SessionId,
        ThreadId = call.ThreadId,
        RequestKind = call.RequestKind,
        InstanceId = instance.Id,
        StartedAt = call.StartedAt,
        Outcome = Outcome(call),
    };

    private static LedgerOutcome Outcome(GatewayCall call) => call switch
    {
        { End: { Error: null, Reason: FinishReason.Completed } } => LedgerOutcome.Completed,
        { End: { Error: null } } => LedgerOutcome.Incomplete,
        { ClientLeft: true } => LedgerOutcome.Cancelled,
        { MayCost: true } => LedgerOutcome.Failed,
        _ => LedgerOutcome.Rejected,
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Model} via {Route}: {Outcome} {Status}, {InputTokens} + {OutputTokens} tokens, {CostUsd:0.######} USD, {DurationMs} ms")]
        public static partial void Settled(
            ILogger logger, string model, string route, LedgerOutcome outcome, int? status, long inputTokens, long outputTokens, decimal costUsd, long? durationMs);

        [LoggerMessage(
            Level = LogLevel.Critical,
            Message = "Request {RequestId} of key {KeyId} was not settled in the ledger: {CostNanoUsd} nano-USD, {Outcome}. Its row stays open until this process has ended.")]
        public static partial void NotRecorded(ILogger logger, string requestId, string keyId, long costNanoUsd, LedgerOutcome outcome);
    }
}
