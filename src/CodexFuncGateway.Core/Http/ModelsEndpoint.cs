using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Keys;
using CodexFuncGateway.Upstream;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http;

/// <summary><c>GET …/models</c> and <c>…/models/{id}</c>: what this gateway can serve this caller now, for OpenAI clients and Codex in one body.</summary>
internal sealed class ModelsEndpoint(CallerReader callers, Admission admission, ProviderCatalog catalog, ModelListWriter writer, ProviderCredentials credentials)
{
    public async Task HandleListAsync(HttpContext context, string requestId)
    {
        var list = await ListAsync(context);
        context.Response.Headers.ETag = list.ETag;
        context.Response.Headers.CacheControl = "private, no-cache";
        await WriteAsync(context, list.Body);
    }

    /// <param name="id">A model's name; it may hold slashes, written as such or as <c>%2F</c>.</param>
    public RequestHandler HandleEntry(string id) => async (context, _) =>
    {
        var name = Uri.UnescapeDataString(id);
        var list = await ListAsync(context);
        if (!list.TryGetEntry(name, out var entry))
        {
            throw new GatewayException(ErrorKind.ModelNotFound, $"No provider that this gateway has a credential for serves a model named '{name}', or this key may not use it.");
        }

        await WriteAsync(context, entry);
    };

    private async ValueTask<ModelList> ListAsync(HttpContext context)
    {
        var key = await admission.AdmitAsync(callers.Read(context.Request), context.RequestAborted);
        // All at once: at the first request each may mean a question to the vault.
        var asked = catalog.Providers.Select(async provider => await credentials.HasAsync(provider, context.RequestAborted) ? provider.Name : null);
        var offered = (await Task.WhenAll(asked)).ToHashSet();
        return writer.Write(provider => offered.Contains(provider.Name), key.Access);
    }

    private static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> json)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = json.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(json, context.RequestAborted);
        }
    }
}
