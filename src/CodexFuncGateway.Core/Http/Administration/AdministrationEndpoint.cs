using CodexFuncGateway.Errors;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http.Administration;

/// <summary><c>/gateway/v1/…</c>: finds the resource that a path names, and lets in who may use it.</summary>
internal sealed class AdministrationEndpoint(AdministratorAdmission admission, IEnumerable<AdministrationResource> resources)
{
    public const string Prefix = "/gateway/v1/";

    private readonly Dictionary<string, AdministrationResource> resources = resources.ToDictionary(resource => resource.Name, StringComparer.Ordinal);

    public Task HandleAsync(HttpContext context, string requestId)
    {
        var path = context.Request.Path.Value![Prefix.Length..].TrimEnd('/');
        var name = path.Split('/')[0];
        if (!resources.TryGetValue(name, out var resource))
        {
            throw new GatewayException(ErrorKind.NotFound, "There is nothing to administer at this path.");
        }

        var administrator = admission.Admit(context.Request, resource.Needed(context.Request.Method));
        return resource.HandleAsync(context, administrator, path.Length == name.Length ? "" : path[(name.Length + 1)..]);
    }
}
