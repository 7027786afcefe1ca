using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Bench.PassThrough;

/// <summary>Sends each request on and copies the reply back, one flush for each read: no proxy on this stack does less.</summary>
internal sealed class Forwarder(Uri upstream) : IDisposable
{
    private static readonly HashSet<string> ConnectionHeaders =
        new(["Host", "Connection", "Keep-Alive", "Transfer-Encoding", "Upgrade"], StringComparer.OrdinalIgnoreCase);

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
    });

    public async Task ForwardAsync(HttpContext context)
    {
        using var request = MapRequest(context.Request);
        using var reply = await _client.SendAsync(request, context.RequestAborted);
        WriteHead(reply, context.Response);
        await using var body = await reply.Content.ReadAsStreamAsync(context.RequestAborted);
        var writer = context.Response.BodyWriter;
        int read;
        while ((read = await body.ReadAsync(writer.GetMemory(), context.RequestAborted)) > 0)
        {
            writer.Advance(read);
            await writer.FlushAsync(context.RequestAborted);
        }
    }

    public void Dispose() => _client.Dispose();

    private HttpRequestMessage MapRequest(HttpRequest incoming)
    {
        var request = new HttpRequestMessage(new HttpMethod(incoming.Method), new Uri(upstream, incoming.Path));
        request.Content = incoming.ContentLength > 0 ? new StreamContent(incoming.Body) : null;
        foreach (var (name, values) in incoming.Headers.Where(header => !ConnectionHeaders.Contains(header.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        return request;
    }

    private static void WriteHead(HttpResponseMessage reply, HttpResponse response)
    {
        response.StatusCode = (int)reply.StatusCode;
        foreach (var (name, values) in reply.Headers.NonValidated.Concat(reply.Content.Headers.NonValidated))
        {
            if (!ConnectionHeaders.Contains(name))
            {
                response.Headers[name] = values.ToArray();
            }
        }
    }
}
