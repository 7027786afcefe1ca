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
    Admission admission, ModelResolver resolver, UpstreamSender sender, ReplyRelay relay, Settlement settlement, CallReport report,
    GatewayOptions options, TimeProvider timeProvider)
{
    /// <param name="id">The call's id, <c>req_…</c>.</param>
    /// <param name="clientLeft">Fires when the client is gone.</param>
    /// <exception cref="GatewayException">The call was refused or failed before anything was written to the client.</exception>
    public async Task RunAsync(string id, ClientRequest client, IClientReply reply, CancellationToken clientLeft)
    {
        using var span = CallReport.Start(id);
        var call = await report.BeginAsync(span, () => BeginAsync(id, client, clientLeft));
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
        var began = timeProvider.GetTimestamp();
        var key = Steps.Run(Steps.Admit, () => admission.Admit(client.Authorization, client.ApiKey));
        var waiting = timeProvider.GetTimestamp();
        var body = await Steps.RunAsync(Steps.Parse, () => RequestBody.ReadAsync(client, options.MaxRequestBytes, clientLeft));
        began += timeProvider.GetTimestamp() - waiting;
        var length = body.Length;
        var content = Steps.Run(Steps.Parse, () => client.Read(body));
        try
        {
            var request = content.Request;
            var routes = Steps.Run(Steps.Resolve, () => CompactionRoutes.For(request, ToolSupport.Require(request, resolver.Resolve(request.Model))));
            var reservation = Steps.Run(Steps.Reserve, () => Reserver.Reserve(request, routes, UsageEstimate.Tokens(length)));
            var call = new GatewayCall(id, timeProvider.GetUtcNow(), key, content, routes, reservation)
            {
                SessionId = client.SessionId,
                TurnState = client.TurnState,
                BeganAt = began,
            };
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
