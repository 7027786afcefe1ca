using CodexFuncGateway.Budgets;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Keys;
using CodexFuncGateway.Telemetry;

namespace CodexFuncGateway.Pipeline;

/// <summary>
/// One request in eight steps: Admit, Parse, Resolve, Reserve, Map, Send, Relay, Settle. Map and Send belong together because each route
/// is phrased anew; they run while Relay already keeps the client's connection alive.
/// </summary>
internal sealed class ResponsesPipeline(
    Admission admission, ModelResolver resolver, Reserver reserver, UpstreamSender sender, ReplyRelay relay, Settlement settlement, GatewayOptions options, TimeProvider timeProvider)
{
    /// <param name="id">The call's id, <c>req_…</c>.</param>
    /// <param name="clientLeft">Fires when the client is gone.</param>
    /// <exception cref="GatewayException">The call was refused or failed before anything was written to the client.</exception>
    public async Task RunAsync(string id, ClientRequest client, IClientReply reply, CancellationToken clientLeft)
    {
        var call = await BeginAsync(id, client, clientLeft);
        using var content = call.Content;
        using var lifetime = new CallLifetime(TimeSpan.FromSeconds(options.UsageGraceSeconds), timeProvider, clientLeft);
        try
        {
            var sending = sender.SendAsync(call, lifetime);
            await Steps.RunAsync(Steps.Relay, () => relay.RelayAsync(call, sending, reply, lifetime));
        }
        catch (GatewayException exception)
        {
            call.Error = exception.Error;
            throw;
        }
        catch (OperationCanceledException) when (clientLeft.IsCancellationRequested)
        {
            // Nobody is left to be told.
        }
        finally
        {
            (call.ClientLeft, call.HasStarted) = (clientLeft.IsCancellationRequested, reply.HasStarted);
            await Steps.RunAsync(Steps.Settle, () => settlement.SettleAsync(call));
        }
    }

    /// <summary>The first four steps: what comes before the call costs anything.</summary>
    private async ValueTask<GatewayCall> BeginAsync(string id, ClientRequest client, CancellationToken clientLeft)
    {
        var key = Steps.Run(Steps.Admit, () => admission.Admit(client.Authorization, client.ApiKey));
        var body = await Steps.RunAsync(Steps.Parse, () => RequestBody.ReadAsync(client, options, timeProvider, clientLeft));
        var length = body.Length;
        var content = Steps.Run(Steps.Parse, () => RequestLimits.Demand(client.Read(body), options));
        try
        {
            var request = content.Request;
            var routes = Steps.Run(Steps.Resolve, () => CompactionRoutes.For(request, ToolSupport.Require(request, resolver.Resolve(request.Model))));
            var (startedAt, tags) = (timeProvider.GetUtcNow(), Tags.Merge(key.Tags, client.Tags));
            var bound = new CallBound(request, routes, length);
            var reservation = await Steps.RunAsync(
                Steps.Reserve, () => reserver.ReserveAsync(bound, Charge.Of(key, tags, routes), UsageEstimate.Tokens(length), startedAt, clientLeft));
            return Open(new GatewayCall(id, startedAt, key, content, routes, reservation)
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
