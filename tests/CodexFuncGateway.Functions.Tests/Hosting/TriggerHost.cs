using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CodexFuncGateway.Functions.Tests.Hosting;

/// <summary>
/// Calls the function whose route and method fit a request; as with the Functions host, what fits none is a bare 404, and a client that leaves ends the function's token too,
/// unless a test has an <see cref="InstanceEnd"/> of its own.
/// </summary>
internal sealed class TriggerHost(IServiceProvider services)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (HttpFunction.All.FirstOrDefault(function => function.Serves(context.Request.Method, context.Request.Path)) is { } function)
        {
            await function.InvokeAsync(services, context, services.GetService<InstanceEnd>()?.Token ?? context.RequestAborted);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
    }
}
