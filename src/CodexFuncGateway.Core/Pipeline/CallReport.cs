using System.Diagnostics;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Telemetry;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Pipeline;

/// <summary>Tells whoever listens what came of a call: by the span around its steps, and by measurements. Never a word of the conversation, and no secret.</summary>
internal sealed class CallReport(CallMetrics metrics)
{
    /// <summary>The span around a call's steps; null while nobody listens.</summary>
    public static Activity? Start(string id)
    {
        var span = Steps.Source.StartActivity(CallTags.Chat, ActivityKind.Client);
        span?.SetTag(CallTags.Operation, CallTags.Chat).SetTag(CallTags.RequestId, id);
        return span;
    }

    /// <summary>Runs what comes before there is anything to settle, and tells of its refusal.</summary>
    public async ValueTask<GatewayCall> BeginAsync(Activity? span, Func<ValueTask<GatewayCall>> begin)
    {
        try
        {
            var call = await begin();
            call.Span = span;
            return call;
        }
        catch (GatewayException exception)
        {
            var errorType = ErrorCodes.Code(exception.Error.Kind);
            Fail(span, errorType);
            metrics.Refused(exception.Step, errorType);
            throw;
        }
    }

    public void Settled(GatewayCall call, LedgerEntry entry)
    {
        var tags = new TagList { { CallTags.Operation, CallTags.Chat }, { CallTags.Provider, call.Route.Provider.TelemetryName } };
        if (IsKnown(call.Route, entry))
        {
            tags.Add(CallTags.RequestModel, call.Route.Name);
            tags.Add(CallTags.ResponseModel, call.Route.UpstreamModel);
        }

        var errorType = ErrorType(call, entry);
        metrics.Settled(tags, entry, call.Overhead, errorType);
        if (call.Span is { IsAllDataRequested: true } span)
        {
            Describe(span, call, entry);
            Fail(span, errorType);
        }
    }

    /// <summary>A name that only a client has made up so far must not become a series of measurements.</summary>
    private static bool IsKnown(Route route, LedgerEntry entry) =>
        !route.Provider.AnyModel || route.Model.Prices.Count > 0 || entry.Outcome != LedgerOutcome.Rejected;

    private static void Describe(Activity span, GatewayCall call, LedgerEntry entry)
    {
        span.DisplayName = $"{CallTags.Chat} {call.Route.Name}";
        span.SetTag(CallTags.Provider, call.Route.Provider.TelemetryName)
            .SetTag(CallTags.RequestModel, call.Route.Name)
            .SetTag(CallTags.ResponseModel, call.Route.UpstreamModel)
            .SetTag(CallTags.ResponseId, call.Head.Id)
            .SetTag(CallTags.Conversation, call.SessionId)
            .SetTag(CallTags.Stream, call.IsStream)
            .SetTag(CallTags.Key, entry.KeyId)
            .SetTag(CallTags.Outcome, entry.Outcome.ToString().ToLowerInvariant())
            .SetTag(CallTags.Cost, entry.CostNanoUsd / 1e9)
            .SetTag(CallTags.FinishReasons, FinishReasonOf(call) is { } reason ? new[] { reason } : null);
        if (entry.Usage is { TotalTokens: > 0 } usage)
        {
            span.SetTag(CallTags.InputTokens, usage.InputTokens)
                .SetTag(CallTags.OutputTokens, usage.OutputTokens)
                .SetTag(CallTags.CacheReadTokens, usage.CacheReadTokens)
                .SetTag(CallTags.CacheWriteTokens, usage.CacheWrite5mTokens + usage.CacheWrite1hTokens)
                .SetTag(CallTags.ReasoningTokens, usage.ReasoningTokens);
        }
    }

    private static void Fail(Activity? span, string? errorType)
    {
        if (errorType is not null)
        {
            span?.SetTag(CallTags.ErrorType, errorType).SetStatus(ActivityStatusCode.Error);
        }
    }

    private static string? ErrorType(GatewayCall call, LedgerEntry entry) => entry.Outcome switch
    {
        LedgerOutcome.Completed or LedgerOutcome.Incomplete => null,
        LedgerOutcome.Cancelled => "cancelled",
        _ => ErrorCodes.Code((call.Error ?? call.End?.Error)?.Kind ?? ErrorKind.Internal),
    };

    private static string? FinishReasonOf(GatewayCall call) => call.End?.Reason switch
    {
        FinishReason.Completed => "stop",
        FinishReason.OutputLimit => "length",
        FinishReason.ContentFilter => "content_filter",
        _ => null,
    };
}
