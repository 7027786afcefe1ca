using CodexFuncGateway.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>How requests reach the gateway's door: straight from Kestrel. The tests of the Function App have a host of their own in the place of this one.</summary>
internal static class GatewayHost
{
    public static void Use(WebApplication application) => application.Run(application.Services.GetRequiredService<GatewayEndpoint>().HandleAsync);
}
