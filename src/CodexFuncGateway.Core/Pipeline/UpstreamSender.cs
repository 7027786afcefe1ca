using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Telemetry;
using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Pipeline;

/// <summary>The steps Map and Send: the routes in their order, each tried again briefly where that makes sense, until one takes the request.</summary>
internal sealed class UpstreamSender(
    DialectRegistry dialects, RequestPreparation preparation, ReasoningEnvelope envelope, UpstreamClient client, TimeProvider timeProvider)
{
    /// <exception cref="GatewayException">No route took it; the last one's reason.</exception>
    public async Task<Exchange> SendAsync(GatewayCall call, CancellationToken cancellationToken)
    {
        GatewayError? error = null;
        foreach (var route in call.Routes)
        {
            call.Route = route;
            for (var attempt = 1; ; attempt++)
            {
                (var exchange, error) = await TryAsync(call, route, cancellationToken);
                if (exchange is not null)
                {
                    return exchange;
                }

                if (RetryPolicy.DelayBeforeRetry(error!, attempt) is not { } delay)
                {
                    break;
                }

                await Task.Delay(delay, timeProvider, cancellationToken);
            }

            if (!RetryPolicy.MayFallBack(error!))
            {
                break;
            }
        }

        throw new GatewayException(error!);
    }

    private async Task<(Exchange? Exchange, GatewayError? Error)> TryAsync(GatewayCall call, Route route, CancellationToken cancellationToken)
    {
        var dialect = dialects.Get(route.Dialect);
        var (request, tools) = Map(call, route, dialect);
        using var span = Steps.Begin(Steps.Send);
        try
        {
            var reply = await client.SendAsync(request, route, cancellationToken);
            call.UpstreamRequestId = reply.Header("x-request-id", "request-id", "apim-request-id", "cf-ray");
            if (reply.IsSuccess)
            {
                call.WasServed = true;
                return (new Exchange(dialect, new ReplyOrigin(route, tools, envelope), reply), null);
            }

            await using (reply.Body)
            {
                return (null, await dialect.ReadErrorAsync(reply, cancellationToken));
            }
        }
        catch (GatewayException exception)
        {
            return (null, exception.Error);
        }
    }

    private (UpstreamRequest Request, ToolRewriter? Tools) Map(GatewayCall call, Route route, IDialect dialect)
    {
        using var span = Steps.Begin(Steps.Map);
        var prepared = preparation.Prepare(call.Request, route);
        return (dialect.MapRequest(prepared.Request, route), prepared.Tools);
    }
}
