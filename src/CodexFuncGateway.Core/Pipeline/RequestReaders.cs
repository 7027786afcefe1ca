using CodexFuncGateway.ChatApi;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Pipeline;

/// <summary>The APIs that clients speak. Whatever the language, what comes of it is a Responses request.</summary>
internal static class RequestReaders
{
    public static CallContent ReadResponses(RequestBody body) => Read(body, body.Root, request => new CallContent(body, request, ResponsesFormat.Instance));

    public static CallContent ReadCompact(RequestBody body) => Read(body, body.Root, request =>
    {
        var compaction = CompactCall.Read(request);
        return new CallContent(body, compaction, new CompactFormat(CompactCall.Keep(compaction)));
    });

    public static CallContent ReadChat(RequestBody body)
    {
        using (body)
        {
            var format = new ChatFormat(ChatReplySettings.Read(body.Root));
            var index = JsonIndex.Parse(ChatRequestReader.Read(body.Root));
            return Read(index, index.Root, request => new CallContent(index, request, format));
        }
    }

    private static CallContent Read(IDisposable body, JsonView root, Func<ResponsesRequest, CallContent> take)
    {
        try
        {
            return take(ResponsesRequestReader.Read(root));
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }
}
