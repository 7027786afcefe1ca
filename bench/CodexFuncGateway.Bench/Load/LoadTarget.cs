using System.Globalization;
using System.Text;

namespace CodexFuncGateway.Bench.Load;

/// <summary>Something that answers a Responses request with a stream: where it is, and the request down to its last byte.</summary>
/// <param name="Name">Its name in the results.</param>
/// <param name="Port">Its port on the loopback interface.</param>
/// <param name="ProcessId">The process whose processor time it costs.</param>
/// <param name="Request">The whole HTTP request.</param>
internal sealed record LoadTarget(string Name, int Port, int ProcessId, ReadOnlyMemory<byte> Request)
{
    /// <summary>The headers are those of <c>codex exec</c> (0.169).</summary>
    public static ReadOnlyMemory<byte> PostRequest(string path, int port, byte[] body, string key) => (byte[])
    [
        .. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"""
            POST {path} HTTP/1.1
            host: 127.0.0.1:{port}
            accept: text/event-stream
            content-type: application/json
            content-length: {body.Length}
            authorization: Bearer {key}
            originator: codex_exec
            user-agent: codex_exec/0.169.0 (Debian 12.0.0; x86_64) xterm (codex_exec; 0.169.0)
            session-id: {CodexRequest.SessionId}
            thread-id: {CodexRequest.SessionId}
            x-client-request-id: {CodexRequest.SessionId}


            """).ReplaceLineEndings("\r\n")),
        .. body,
    ];
}
