using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http.Administration;

/// <summary>Something that is administered under <c>/gateway/v1/{name}</c>. Registered, it is found by its name.</summary>
internal abstract class AdministrationResource
{
    /// <summary>The part of the path after <c>/gateway/v1/</c>, such as <c>costs</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The rights of which one is needed for a method.</summary>
    public abstract Rights Needed(string method);

    /// <summary>Answers a request of an administrator who may make it.</summary>
    /// <param name="context">The request, and where the answer goes.</param>
    /// <param name="administrator">Who asks.</param>
    /// <param name="rest">The path after the name, without its leading slash; empty where there is none.</param>
    public abstract Task HandleAsync(HttpContext context, Administrator administrator, string rest);

    /// <summary>Refuses whatever a resource that can only be read is asked to do beside.</summary>
    protected static void OnlyReading(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            RefusedMethod.Answer(context, HttpMethods.Get);
        }
    }
}
