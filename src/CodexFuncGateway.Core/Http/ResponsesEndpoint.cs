using CodexFuncGateway.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CodexFuncGateway.Http;

/// <summary><c>POST …/responses</c>, <c>POST …/responses/compact</c> and <c>POST …/chat/completions</c>: three languages, one pipeline.</summary>
internal sealed class ResponsesEndpoint(CallerReader callers, ResponsesPipeline pipeline, GatewayOptions options)
{
    public Task HandleAsync(HttpContext context, string requestId) => RunAsync(context, requestId, RequestReaders.ReadResponses);

    public Task HandleCompactAsync(HttpContext context, string requestId) => RunAsync(context, requestId, RequestReaders.ReadCompact);

    public Task HandleChatAsync(HttpContext context, string requestId) => RunAsync(context, requestId, RequestReaders.ReadChat);

    private Task RunAsync(HttpContext context, string requestId, RequestReader reader)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // The gateway has a limit of its own, and answers it in its own words.
            limit.MaxRequestBodySize = null;
        }

        var client = ClientRequestReader.Read(context.Request, options) with { Read = reader, Caller = callers.Read(context.Request) };
        return pipeline.RunAsync(requestId, client, new HttpClientReply(context.Response), context.RequestAborted);
    }
}
