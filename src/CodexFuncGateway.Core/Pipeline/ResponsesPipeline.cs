using CodexFuncGateway.Budgets;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Keys;
using CodexFuncGateway.ResponsesApi;
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
        var key = Admit(client);
        using var body = await ParseAsync(client, clientLeft);
        var request = Read(body);
        var routes = Resolve(request);
        var call = Reserve(id, key, client, request, routes, body.Length);
        using var lifetime = new CallLifetime(TimeSpan.FromSeconds(options.UsageGraceSeconds), timeProvider, clientLeft);
        try
        {
            await relay.RelayAsync(call, sender.SendAsync(call, lifetime.Token), reply, lifetime);
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
            await settlement.SettleAsync(call);
        }
    }

    private VirtualKey Admit(ClientRequest client)
    {
        using var span = Steps.Begin(Steps.Admit);
        return admission.Admit(client.Authorization, client.ApiKey);
    }

    private async ValueTask<RequestBody> ParseAsync(ClientRequest client, CancellationToken clientLeft)
    {
        using var span = Steps.Begin(Steps.Parse);
        return await RequestBody.ReadAsync(client, options.MaxRequestBytes, clientLeft);
    }

    private static ResponsesRequest Read(RequestBody body)
    {
        using var span = Steps.Begin(Steps.Parse);
        return ResponsesRequestReader.Read(body.Root);
    }

    private IReadOnlyList<Route> Resolve(ResponsesRequest request)
    {
        using var span = Steps.Begin(Steps.Resolve);
        var routes = resolver.Resolve(request.Model);
        return ToolSupport.Require(request, routes);
    }

    private GatewayCall Reserve(
        string id, VirtualKey key, ClientRequest client, ResponsesRequest request, IReadOnlyList<Route> routes, int bodyLength)
    {
        using var span = Steps.Begin(Steps.Reserve);
        var reservation = Reserver.Reserve(request, routes, UsageEstimate.Tokens(bodyLength));
        var call = new GatewayCall(id, timeProvider.GetUtcNow(), key, request, routes, reservation) { SessionId = client.SessionId };
        settlement.Open(call);
        return call;
    }
}
