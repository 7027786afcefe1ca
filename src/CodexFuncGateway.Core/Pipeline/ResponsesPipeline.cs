using CodexFuncGateway.Errors;
using CodexFuncGateway.Telemetry;

namespace CodexFuncGateway.Pipeline;

/// <summary>
/// One request in eight steps: Admit, Parse, Resolve, Reserve (<see cref="CallOpener"/>), Map, Send, Relay, Settle. Map and Send belong together because
/// each route is phrased anew; they run while Relay already keeps the client's connection alive.
/// </summary>
internal sealed class ResponsesPipeline(
    CallOpener opener, UpstreamSender sender, ReplyRelay relay, Settlement settlement, CallReport report, GatewayOptions options, TimeProvider timeProvider)
{
    /// <param name="id">The call's id, <c>req_…</c>.</param>
    /// <param name="clientLeft">Fires when the client is gone.</param>
    /// <exception cref="GatewayException">The call was refused or failed before anything was written to the client.</exception>
    public async Task RunAsync(string id, ClientRequest client, IClientReply reply, CancellationToken clientLeft)
    {
        using var span = CallReport.Start(id);
        var call = await report.BeginAsync(span, () => opener.OpenAsync(id, client, clientLeft));
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
}
