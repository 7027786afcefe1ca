using CodexFuncGateway.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CodexFuncGateway.Http;

/// <summary><c>POST …/responses</c>.</summary>
internal sealed class ResponsesEndpoint(ResponsesPipeline pipeline)
{
    public Task HandleAsync(HttpContext context, string requestId)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // The gateway has a limit of its own, and answers it in its own words.
            limit.MaxRequestBodySize = null;
        }

        return pipeline.RunAsync(requestId, ClientRequestReader.Read(context.Request), new HttpClientReply(context.Response), context.RequestAborted);
    }
}
