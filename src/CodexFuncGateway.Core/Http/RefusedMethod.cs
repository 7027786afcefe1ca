using CodexFuncGateway.Errors;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http;

/// <summary>A method that a path does not take.</summary>
internal static class RefusedMethod
{
    public static Task Answer(HttpContext context, string allowed)
    {
        context.Response.Headers.Allow = allowed;
        throw new GatewayException(ErrorKind.MethodNotAllowed, $"This path takes {allowed} requests.");
    }
}
