using CodexFuncGateway.Functions.Tests.Hosting;
using Microsoft.AspNetCore.Builder;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>How requests reach the gateway's door here: through the Function App's triggers, as the Functions host would call them.</summary>
internal static class GatewayHost
{
    public static void Use(WebApplication application) => application.Run(new TriggerHost(application.Services).HandleAsync);
}
