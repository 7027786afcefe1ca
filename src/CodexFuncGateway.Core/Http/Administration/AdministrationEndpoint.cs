using CodexFuncGateway.Audit;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Keys;
using CodexFuncGateway.Storage;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http.Administration;

/// <summary><c>/gateway/v1/…</c>: finds the resource that a path names, lets in who may use it, and has every change and every refusal written down.</summary>
internal sealed class AdministrationEndpoint(CallerReader callers, AdministratorAdmission admission, AuditTrail trail, IEnumerable<AdministrationResource> resources)
{
    public const string Prefix = "/gateway/v1/";

    private static readonly GatewayError StoreOutage = new(ErrorKind.Unavailable, "The gateway's store does not answer now. Try again in a moment.") { RetryAfter = TimeSpan.FromSeconds(1) };

    private static readonly GatewayError Collision = new(ErrorKind.Conflict, "Somebody else changed it at the same time. Look at what it is now, and try again.");

    private readonly Dictionary<string, AdministrationResource> resources = resources.ToDictionary(resource => resource.Name, StringComparer.Ordinal);

    public async Task HandleAsync(HttpContext context, string requestId)
    {
        var path = context.Request.Path.Value![Prefix.Length..].TrimEnd('/');
        var name = path.Split('/')[0];
        if (!resources.TryGetValue(name, out var resource))
        {
            throw new GatewayException(ErrorKind.NotFound, "There is nothing to administer at this path.");
        }

        var caller = callers.Read(context.Request);
        var rest = path.Length == name.Length ? "" : path[(name.Length + 1)..];
        var entry = trail.Describe(context, requestId, name, rest, caller);
        var administrator = await AdmitAsync(caller, entry, resource.Needed(context.Request.Method), context.RequestAborted);
        entry = entry with { Actor = administrator.Name, ActorName = administrator.DisplayName };
        await HandleAsync(context, entry, () => resource.HandleAsync(context, administrator, rest));
    }

    private async ValueTask<Administrator> AdmitAsync(Caller caller, AuditEntry entry, Rights needed, CancellationToken cancellationToken)
    {
        try
        {
            var administrator = await admission.AdmitAsync(caller, cancellationToken);
            entry = entry with { Actor = administrator.Name, ActorName = administrator.DisplayName };
            AdministratorAdmission.Require(administrator, needed);
            return administrator;
        }
        catch (GatewayException exception) when (exception.Error.Kind is ErrorKind.InvalidKey or ErrorKind.Forbidden)
        {
            // Not a rate limit: whoever fails again and again would fill the log.
            await trail.RefuseAsync(entry, exception.Error);
            throw;
        }
    }

    private Task HandleAsync(HttpContext context, AuditEntry entry, Func<Task> handle)
    {
        var method = context.Request.Method;
        return HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? AnswerAsync(handle) : trail.RecordAsync(entry, context, () => AnswerAsync(handle));
    }

    /// <summary>What the store says to a resource, in words for whoever administers.</summary>
    private static async Task AnswerAsync(Func<Task> handle)
    {
        try
        {
            await handle();
        }
        catch (TableStoreException exception) when (exception.Failure == TableStoreFailure.Unavailable)
        {
            throw new GatewayException(StoreOutage, exception);
        }
        catch (TableStoreException exception) when (exception.Failure is TableStoreFailure.PreconditionFailed or TableStoreFailure.AlreadyExists)
        {
            throw new GatewayException(Collision, exception);
        }
    }
}
