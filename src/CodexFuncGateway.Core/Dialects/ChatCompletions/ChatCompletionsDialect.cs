using System.Runtime.CompilerServices;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Dialects.ChatCompletions;

/// <summary>
/// OpenAI's older API, spoken by most hosts of open models, each in its own accent; the accents are declared in
/// <see cref="Capabilities"/>. Reference: https://platform.openai.com/docs/api-reference/chat (seen 2026-11).
/// </summary>
internal sealed class ChatCompletionsDialect : IDialect
{
    public string Id => "chat-completions";

    public UpstreamRequest MapRequest(ResponsesRequest request, Route route) =>
        new(route.PathOr("/chat/completions"), ChatRequestMapper.Map(request, route));

    public async IAsyncEnumerable<ReplyPart> ReadReplyAsync(UpstreamReply reply, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = new ChatReplyReader(reply.Route);
        await foreach (var chunk in ReplyFrames.ReadAsync(reply, cancellationToken))
        {
            foreach (var part in reader.Read(chunk))
            {
                yield return part;
            }
        }
    }

    public ValueTask<GatewayError> ReadErrorAsync(UpstreamReply reply, CancellationToken cancellationToken) =>
        UpstreamErrors.ReadAsync(reply, cancellationToken);
}
