using CodexFuncGateway.Budgets;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Keys;
using CodexFuncGateway.Keys.Limits;
using CodexFuncGateway.Telemetry;

namespace CodexFuncGateway.Pipeline;

/// <summary>
/// One request in eight steps: Admit, Parse, Resolve, Reserve, Map, Send, Relay, Settle. Map and Send belong together because each route
/// is phrased anew; they run while Relay already keeps the client's connection alive.
/// </summary>
internal sealed class ResponsesPipeline(
    Admission admission, ModelResolver resolver, UpstreamSender sender, ReplyRelay relay, Settlement settlement, GatewayOptions options, TimeProvider timeProvider)
{
    /// <param name="id">The call's id, <c>req_…</c>.</param>
    /// <param name="clientLeft">Fires when the client is gone.</param>
    /// <exception cref="GatewayException">The call was refused or failed before anything was written to the client.</exception>
    public async Task RunAsync(string id, ClientRequest client, IClientReply reply, CancellationToken clientLeft)
    {
        var call = await BeginAsync(id, client, clientLeft);
        using var permit = call.Permit;
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

    /// <summary>The first four steps: what comes before the call costs anything. Nothing of the body is read for somebody who may not come in.</summary>
    private async ValueTask<GatewayCall> BeginAsync(string id, ClientRequest client, CancellationToken clientLeft)
    {
        var permit = await Steps.RunAsync(Steps.Admit, () => admission.EnterAsync(client.Caller, clientLeft));
        try
        {
            return await BeginAsync(id, client, permit, clientLeft);
        }
        catch
        {
            permit.Dispose();
            throw;
        }
    }

    private async ValueTask<GatewayCall> BeginAsync(string id, ClientRequest client, CallPermit permit, CancellationToken clientLeft)
    {
        var body = await Steps.RunAsync(Steps.Parse, () => RequestBody.ReadAsync(client, options.MaxRequestBytes, clientLeft));
        var length = body.Length;
        var content = Steps.Run(Steps.Parse, () => client.Read(body));
        try
        {
            var request = content.Request;
            var routes = Steps.Run(Steps.Resolve, () => CompactionRoutes.For(request, ToolSupport.Require(request, permit.Key.Access.Require(resolver.Resolve(request.Model)))));
            var reservation = await Steps.RunAsync(Steps.Reserve, async () =>
            {
                var inputTokens = UsageEstimate.Tokens(length);
                await permit.ReserveTokensAsync(inputTokens, request.MaxOutputTokens, clientLeft);
                return Reserver.Reserve(request, routes, inputTokens);
            });
            var call = new GatewayCall(id, timeProvider.GetUtcNow(), permit, content, routes, reservation) { SessionId = client.SessionId, TurnState = client.TurnState };
            settlement.Open(call);
            return call;
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }
}
