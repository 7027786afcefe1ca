using CodexFuncGateway.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CodexFuncGateway.Functions;

/// <summary>
/// The API under each of its prefixes: one function for each path, so that the portal tells them apart. What a path answers is the gateway's to say; other methods
/// come to it through <see cref="SiteFunctions"/>.
/// </summary>
public sealed class ApiFunctions(GatewayEndpoint endpoint)
{
    [Function("responses-openai-v1")]
    public Task ResponsesAtOpenAIV1([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "openai/v1/responses")] HttpRequest request, CancellationToken functionEnds) =>
        endpoint.AnswerAsync(request, functionEnds);

    [Function("compact-openai-v1")]
    public Task CompactAtOpenAIV1([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "openai/v1/responses/compact")] HttpRequest request, CancellationToken functionEnds) =>
        endpoint.AnswerAsync(request, functionEnds);

    [Function("chat-openai-v1")]
    public Task ChatAtOpenAIV1([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "openai/v1/chat/completions")] HttpRequest request, CancellationToken functionEnds) =>
        endpoint.AnswerAsync(request, functionEnds);

    [Function("models-openai-v1")]
    public Task ModelsAtOpenAIV1([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "openai/v1/models")] HttpRequest request, CancellationToken functionEnds) =>
        endpoint.AnswerAsync(request, functionEnds);

    [Function("model-openai-v1")]
    public Task ModelAtOpenAIV1([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "openai/v1/models/{*id}")] HttpRequest request, CancellationToken functionEnds) =>
        endpoint.AnswerAsync(request, functionEnds);

    [Function("responses-v1")]
    public Task ResponsesAtV1([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "v1/responses")] HttpRequest request, CancellationToken functionEnds) =>
        endpoint.AnswerAsync(request, functionEnds);

    [Function("compact-v1")]
    public Task CompactAtV1([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "v1/responses/compact")] HttpRequest request, CancellationToken functionEnds) =>
        endpoint.AnswerAsync(request, functionEnds);

    [Function("chat-v1")]
    public Task ChatAtV1([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "v1/chat/completions")] HttpRequest request, CancellationToken functionEnds) =>
        endpoint.AnswerAsync(request, functionEnds);

    [Function("models-v1")]
    public Task ModelsAtV1([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/models")] HttpRequest request, CancellationToken functionEnds) =>
        endpoint.AnswerAsync(request, functionEnds);

    [Function("model-v1")]
    public Task ModelAtV1([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/models/{*id}")] HttpRequest request, CancellationToken functionEnds) =>
        endpoint.AnswerAsync(request, functionEnds);

    [Function("responses-openai")]
    public Task ResponsesAtOpenAI([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "openai/responses")] HttpRequest request, CancellationToken functionEnds) =>
        endpoint.AnswerAsync(request, functionEnds);

    [Function("compact-openai")]
    public Task CompactAtOpenAI([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "openai/responses/compact")] HttpRequest request, CancellationToken functionEnds) =>
        endpoint.AnswerAsync(request, functionEnds);

    [Function("chat-openai")]
    public Task ChatAtOpenAI([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "openai/chat/completions")] HttpRequest request, CancellationToken functionEnds) =>
        endpoint.AnswerAsync(request, functionEnds);

    [Function("models-openai")]
    public Task ModelsAtOpenAI([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "openai/models")] HttpRequest request, CancellationToken functionEnds) =>
        endpoint.AnswerAsync(request, functionEnds);

    [Function("model-openai")]
    public Task ModelAtOpenAI([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "openai/models/{*id}")] HttpRequest request, CancellationToken functionEnds) =>
        endpoint.AnswerAsync(request, functionEnds);

    [Function("responses-root")]
    public Task ResponsesAtRoot([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "responses")] HttpRequest request, CancellationToken functionEnds) =>
        endpoint.AnswerAsync(request, functionEnds);

    [Function("compact-root")]
    public Task CompactAtRoot([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "responses/compact")] HttpRequest request, CancellationToken functionEnds) =>
        endpoint.AnswerAsync(request, functionEnds);

    [Function("chat-root")]
    public Task ChatAtRoot([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "chat/completions")] HttpRequest request, CancellationToken functionEnds) =>
        endpoint.AnswerAsync(request, functionEnds);

    [Function("models-root")]
    public Task ModelsAtRoot([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "models")] HttpRequest request, CancellationToken functionEnds) =>
        endpoint.AnswerAsync(request, functionEnds);

    [Function("model-root")]
    public Task ModelAtRoot([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "models/{*id}")] HttpRequest request, CancellationToken functionEnds) =>
        endpoint.AnswerAsync(request, functionEnds);
}
