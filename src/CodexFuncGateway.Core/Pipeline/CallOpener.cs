using CodexFuncGateway.Budgets;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Keys;
using CodexFuncGateway.Keys.Limits;
using CodexFuncGateway.Telemetry;

namespace CodexFuncGateway.Pipeline;

/// <summary>
/// The steps Admit, Parse, Resolve and Reserve: what comes before a call costs anything. Nothing of the body is read for somebody who may not come in, and
/// what was taken is given back where the call is refused.
/// </summary>
internal sealed class CallOpener(Admission admission, ModelResolver resolver, Reserver reserver, Settlement settlement, GatewayOptions options, TimeProvider timeProvider)
{
    /// <exception cref="GatewayException">The call was refused.</exception>
    public async ValueTask<GatewayCall> OpenAsync(string id, ClientRequest client, CancellationToken clientLeft)
    {
        var began = timeProvider.GetTimestamp();
        var permit = await Steps.RunAsync(Steps.Admit, () => admission.EnterAsync(client.Caller, clientLeft));
        try
        {
            var waiting = timeProvider.GetTimestamp();
            var body = await Steps.RunAsync(Steps.Parse, () => RequestBody.ReadAsync(client, options, timeProvider, clientLeft));
            began += timeProvider.GetTimestamp() - waiting;
            var length = body.Length;
            var content = Steps.Run(Steps.Parse, () => RequestLimits.Demand(client.Read(body), options));
            var call = await ReserveAsync(id, client, permit, content, length, clientLeft);
            call.BeganAt = began;
            return call;
        }
        catch
        {
            permit.Dispose();
            throw;
        }
    }

    private async ValueTask<GatewayCall> ReserveAsync(string id, ClientRequest client, CallPermit permit, CallContent content, int length, CancellationToken clientLeft)
    {
        try
        {
            var (request, key, startedAt) = (content.Request, permit.Key, timeProvider.GetUtcNow());
            var routes = Steps.Run(Steps.Resolve, () => CompactionRoutes.For(request, ToolSupport.Require(request, key.Access.Require(resolver.Resolve(request.Model)))));
            var tags = Tags.Merge(key.Tags, client.Tags);
            var reservation = await Steps.RunAsync(Steps.Reserve, async () =>
            {
                var inputTokens = UsageEstimate.Tokens(length);
                await permit.ReserveTokensAsync(inputTokens, request.MaxOutputTokens, clientLeft);
                return await reserver.ReserveAsync(new CallBound(request, routes, length), Charge.Of(key, tags, routes), inputTokens, startedAt, clientLeft);
            });
            return Open(new GatewayCall(id, startedAt, permit, content, routes, reservation)
            {
                SessionId = client.SessionId,
                ThreadId = client.ThreadId,
                RequestKind = request.IsCompaction ? "compact" : client.RequestKind,
                Tags = tags,
                TurnState = client.TurnState,
            });
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    private GatewayCall Open(GatewayCall call)
    {
        try
        {
            settlement.Open(call);
            return call;
        }
        catch
        {
            call.Reservation.Hold?.Release();
            throw;
        }
    }
}
