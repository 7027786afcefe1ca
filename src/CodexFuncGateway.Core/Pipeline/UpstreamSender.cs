using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Telemetry;
using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Pipeline;

/// <summary>The steps Map and Send: the routes in their order, each tried again briefly where that makes sense, until one takes the request.</summary>
internal sealed class UpstreamSender(DialectRegistry dialects, EnvelopeSource envelopes, UpstreamClient client, TimeProvider timeProvider)
{
    /// <exception cref="GatewayException">No route took it; the last one's reason.</exception>
    /// <exception cref="OperationCanceledException">The client left before any did: a request that nobody waits for is not sent once more.</exception>
    public async Task<Exchange> SendAsync(GatewayCall call, CallLifetime lifetime)
    {
        GatewayException? failure = null;
        foreach (var route in call.Routes)
        {
            call.Route = route;
            for (var attempt = 1; ; attempt++)
            {
                lifetime.ClientLeft.ThrowIfCancellationRequested();
                (var exchange, failure) = await TryAsync(call, route, lifetime.Token);
                if (exchange is not null)
                {
                    return exchange;
                }

                if (RetryPolicy.DelayBeforeRetry(failure!.Error, attempt) is not { } delay)
                {
                    break;
                }

                await Task.Delay(delay, timeProvider, lifetime.ClientLeft);
            }

            if (!RetryPolicy.MayFallBack(failure.Error))
            {
                break;
            }
        }

        throw failure!;
    }

    /// <summary>An upstream that cannot read its own state any more, its key or place having changed, is asked once without: the session would be stuck otherwise.</summary>
    private async Task<(Exchange? Exchange, GatewayException? Failure)> TryAsync(GatewayCall call, Route route, CancellationToken cancellationToken)
    {
        var outcome = await TryAsync(call, route, keepsState: true, cancellationToken);
        return outcome.Failure?.Error.Code == ErrorCodes.StateRefused ? await TryAsync(call, route, keepsState: false, cancellationToken) : outcome;
    }

    private async Task<(Exchange? Exchange, GatewayException? Failure)> TryAsync(GatewayCall call, Route route, bool keepsState, CancellationToken cancellationToken)
    {
        var envelope = await envelopes.GetAsync(cancellationToken);
        var turnState = new TurnState(envelope);
        var prepared = Steps.Run(Steps.Map, () => new RequestPreparation(envelope).Prepare(Affordable(call), route, keepsState));
        var dialect = prepared.Filter is { } filter ? new FilteredDialect(dialects.Get(route.Dialect), filter) : dialects.Get(route.Dialect);
        var request = Steps.Run(Steps.Map, () => turnState.Return(dialect.MapRequest(prepared.Request, route), call.TurnState, route));
        try
        {
            var reply = await Steps.RunAsync(Steps.Send, () => AskAsync(call, request with { Session = call.SessionId ?? call.Id }, dialect, cancellationToken));
            var origin = new ReplyOrigin(route, prepared.Tools, envelope)
            {
                OneCallOnly = prepared.Request.ParallelToolCalls is false && !route.Capabilities.ParallelToolCalls,
            };
            return (new Exchange(dialect, origin, reply) { TurnState = turnState.Keep(reply) }, null);
        }
        catch (GatewayException exception)
        {
            // Who refuses does not charge; who never answered may have been at work all the time.
            call.MayCost = exception.Error.Kind == ErrorKind.UpstreamTimeout;
            return (null, exception);
        }
    }

    /// <summary>The answer may be no longer than the money set aside for it lasts.</summary>
    private static ResponsesRequest Affordable(GatewayCall call) =>
        call.Reservation.OutputLimit is { } limit ? call.Content.Request with { MaxOutputTokens = Math.Min(limit, call.Content.Request.MaxOutputTokens ?? limit) } : call.Content.Request;

    /// <summary>A key that is refused or out of credit is no reason to fail while the provider has another one.</summary>
    private async ValueTask<UpstreamReply> AskAsync(GatewayCall call, UpstreamRequest request, IDialect dialect, CancellationToken cancellationToken)
    {
        call.Overhead ??= timeProvider.GetElapsedTime(call.BeganAt);
        while (true)
        {
            call.MayCost = true;
            var reply = await client.SendAsync(request, call.Route, cancellationToken);
            call.UpstreamRequestId = reply.RequestId;
            if (reply.IsSuccess)
            {
                call.Content.Dispose();
                return reply;
            }

            await using (reply.Body)
            {
                var error = reply.Clean(await dialect.ReadErrorAsync(reply, cancellationToken));
                if (!await client.HasAnotherKeyAsync(reply, error, cancellationToken))
                {
                    throw new GatewayException(error);
                }
            }
        }
    }
}
