using CodexFuncGateway.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CodexFuncGateway.Http;

/// <summary><c>POST …/responses</c> and <c>POST …/responses/compact</c>.</summary>
internal sealed class ResponsesEndpoint(ResponsesPipeline pipeline)
{
    public Task HandleAsync(HttpContext context, string requestId) => RunAsync(context, requestId, isCompact: false);

    public Task HandleCompactAsync(HttpContext context, string requestId) => RunAsync(context, requestId, isCompact: true);

    private Task RunAsync(HttpContext context, string requestId, bool isCompact)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // The gateway has a limit of its own, and answers it in its own words.
            limit.MaxRequestBodySize = null;
        }

        var client = ClientRequestReader.Read(context.Request) with { IsCompact = isCompact };
        return pipeline.RunAsync(requestId, client, new HttpClientReply(context.Response), context.RequestAborted);
    }
}
