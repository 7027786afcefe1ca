namespace CodexFuncGateway.Catalog;

/// <summary>The answer to <c>GET /models</c>, ready to send, and that to <c>GET /models/{id}</c> for each of its names.</summary>
public sealed class ModelList(ReadOnlyMemory<byte> body, string etag, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> entries)
{
    /// <summary>OpenAI's list (<c>data</c>) and Codex's catalog (<c>models</c>) as one JSON object in UTF-8.</summary>
    public ReadOnlyMemory<byte> Body => body;

    /// <summary>A strong entity tag, with its quotes.</summary>
    public string ETag => etag;

    /// <summary>OpenAI's description of one model, as JSON in UTF-8.</summary>
    public bool TryGetEntry(string id, out ReadOnlyMemory<byte> json) => entries.TryGetValue(id, out json);
}
