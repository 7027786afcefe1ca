using CodexFuncGateway.Http;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Functions;

/// <summary>Hands a trigger's request to the gateway.</summary>
internal static class FunctionCall
{
    /// <param name="endpoint">The gateway's door, which answers every failure itself.</param>
    /// <param name="request">The real request: the worker has a web server of its own, to which the host forwards.</param>
    /// <param name="functionEnds">The host's word that the client left or the instance is going; the request's own token does not tell the latter.</param>
    public static async Task AnswerAsync(this GatewayEndpoint endpoint, HttpRequest request, CancellationToken functionEnds)
    {
        var context = request.HttpContext;
        var clientLeaves = context.RequestAborted;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clientLeaves, functionEnds);
        context.RequestAborted = either.Token;
        try
        {
            await endpoint.HandleAsync(context);
        }
        catch (Exception exception) when (either.IsCancellationRequested && exception is OperationCanceledException or IOException)
        {
            // The client left while it was told of a failure. To the host that would be a failed function.
        }
        finally
        {
            context.RequestAborted = clientLeaves;
        }
    }
}
