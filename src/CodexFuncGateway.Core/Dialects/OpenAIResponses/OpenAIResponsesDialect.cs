using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Dialects.OpenAIResponses;

/// <summary>
/// The client's own language, spoken by the upstream too. Upstreams that speak all of it are relayed: request and events pass through with
/// only the model's name, limits and reasoning state touched. Those that speak a part of it (xAI, OpenRouter, Perplexity's agents,
/// self-hosted servers) get a request written anew from what they take, and their events are read into parts like any other dialect's.
/// </summary>
internal sealed class OpenAIResponsesDialect : IDialect
{
    public string Id => "openai-responses";

    public UpstreamRequest MapRequest(ResponsesRequest request, Route route) =>
        new(route.PathOr("/responses"), route.Capabilities.NativeResponses ? NativeRequestMapper.Map(request, route) : ResponsesRequestMapper.Map(request, route));

    public IAsyncEnumerable<ReplyPart> ReadReplyAsync(UpstreamReply reply, CancellationToken cancellationToken) =>
        reply.Route.Capabilities.NativeResponses && reply.ContentType != "application/json"
            ? NativeReplyReader.ReadAsync(reply, cancellationToken)
            : ResponsesReplyReader.ReadAsync(reply, cancellationToken);

    public ValueTask<GatewayError> ReadErrorAsync(UpstreamReply reply, CancellationToken cancellationToken) =>
        UpstreamErrors.ReadAsync(reply, cancellationToken);
}
