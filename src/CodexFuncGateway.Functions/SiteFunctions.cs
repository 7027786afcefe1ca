using CodexFuncGateway.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace CodexFuncGateway.Functions;

/// <summary>What stands beside the API: liveness, administration, the portal, and an answer for every other path and method.</summary>
public sealed class SiteFunctions(GatewayEndpoint endpoint)
{
    [Function("health")]
    public Task Health([HttpTrigger(Anonymous, "get", "head", Route = "health")] HttpRequest request, CancellationToken functionEnds) => endpoint.AnswerAsync(request, functionEnds);

    [Function("portal")]
    public Task Portal([HttpTrigger(Anonymous, "get", "head", Route = "portal/{*file}")] HttpRequest request, CancellationToken functionEnds) => endpoint.AnswerAsync(request, functionEnds);

    [Function("administration")]
    public Task Administration(
        [HttpTrigger(Anonymous, "get", "head", "post", "put", "patch", "delete", Route = "gateway/v1/{*resource}")] HttpRequest request, CancellationToken functionEnds) =>
        endpoint.AnswerAsync(request, functionEnds);

    /// <summary>Without it the host would answer for itself, without a body.</summary>
    [Function("everything-else")]
    public Task EverythingElse(
        [HttpTrigger(Anonymous, "get", "head", "post", "put", "patch", "delete", "options", Route = "{*path}")] HttpRequest request, CancellationToken functionEnds) =>
        endpoint.AnswerAsync(request, functionEnds);
}
