namespace CodexFuncGateway.Bench.Http;

/// <summary>What the bench needs to know of an HTTP/1.1 message before its body.</summary>
/// <param name="StartLine">The request line or the status line.</param>
/// <param name="BodyLength">The declared length; a message that declares neither length nor chunks has no body.</param>
/// <param name="IsChunked">Whether the body comes in chunks.</param>
internal sealed record MessageHead(string StartLine, int BodyLength, bool IsChunked);
