using CodexFuncGateway.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace CodexFuncGateway.Functions;

/// <summary>
/// The API under each of its prefixes: a function for each path, so that the portal tells them apart. What a path answers is the gateway's to say; other methods
/// come to it through <see cref="SiteFunctions"/>.
/// </summary>
public sealed class ApiFunctions(GatewayEndpoint endpoint)
{
    [Function("responses-openai-v1")]
    public Task ResponsesAtOpenAIV1([HttpTrigger(Anonymous, "get", "post", Route = "openai/v1/responses/{*rest}")] HttpRequest request, CancellationToken functionEnds) => endpoint.AnswerAsync(request, functionEnds);

    [Function("chat-openai-v1")]
    public Task ChatAtOpenAIV1([HttpTrigger(Anonymous, "get", "post", Route = "openai/v1/chat/completions")] HttpRequest request, CancellationToken functionEnds) => endpoint.AnswerAsync(request, functionEnds);

    [Function("models-openai-v1")]
    public Task ModelsAtOpenAIV1([HttpTrigger(Anonymous, "get", "head", Route = "openai/v1/models/{*id}")] HttpRequest request, CancellationToken functionEnds) => endpoint.AnswerAsync(request, functionEnds);

    [Function("responses-v1")]
    public Task ResponsesAtV1([HttpTrigger(Anonymous, "get", "post", Route = "v1/responses/{*rest}")] HttpRequest request, CancellationToken functionEnds) => endpoint.AnswerAsync(request, functionEnds);

    [Function("chat-v1")]
    public Task ChatAtV1([HttpTrigger(Anonymous, "get", "post", Route = "v1/chat/completions")] HttpRequest request, CancellationToken functionEnds) => endpoint.AnswerAsync(request, functionEnds);

    [Function("models-v1")]
    public Task ModelsAtV1([HttpTrigger(Anonymous, "get", "head", Route = "v1/models/{*id}")] HttpRequest request, CancellationToken functionEnds) => endpoint.AnswerAsync(request, functionEnds);

    [Function("responses-openai")]
    public Task ResponsesAtOpenAI([HttpTrigger(Anonymous, "get", "post", Route = "openai/responses/{*rest}")] HttpRequest request, CancellationToken functionEnds) => endpoint.AnswerAsync(request, functionEnds);

    [Function("chat-openai")]
    public Task ChatAtOpenAI([HttpTrigger(Anonymous, "get", "post", Route = "openai/chat/completions")] HttpRequest request, CancellationToken functionEnds) => endpoint.AnswerAsync(request, functionEnds);

    [Function("models-openai")]
    public Task ModelsAtOpenAI([HttpTrigger(Anonymous, "get", "head", Route = "openai/models/{*id}")] HttpRequest request, CancellationToken functionEnds) => endpoint.AnswerAsync(request, functionEnds);

    [Function("responses-root")]
    public Task ResponsesAtRoot([HttpTrigger(Anonymous, "get", "post", Route = "responses/{*rest}")] HttpRequest request, CancellationToken functionEnds) => endpoint.AnswerAsync(request, functionEnds);

    [Function("chat-root")]
    public Task ChatAtRoot([HttpTrigger(Anonymous, "get", "post", Route = "chat/completions")] HttpRequest request, CancellationToken functionEnds) => endpoint.AnswerAsync(request, functionEnds);

    [Function("models-root")]
    public Task ModelsAtRoot([HttpTrigger(Anonymous, "get", "head", Route = "models/{*id}")] HttpRequest request, CancellationToken functionEnds) => endpoint.AnswerAsync(request, functionEnds);
}
