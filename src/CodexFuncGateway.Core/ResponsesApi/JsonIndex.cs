using System.Text.Json;
using System.Text.Unicode;

namespace CodexFuncGateway.ResponsesApi;

/// <summary>
/// A JSON text and where each of its values lies. Written here rather than taken from the framework because its document decodes every string
/// with an escape in it byte by byte to validate it, and a conversation consists of little else: that was a fifth of a relayed request's cost
/// (docs/decisions/0008). Takes exactly what the framework's takes; a test compares the two over mutated texts.
/// </summary>
public sealed class JsonIndex : IDisposable
{
    private const int MostLevels = 64;

    private readonly ReadOnlyMemory<byte> json;
    private JsonToken[]? tokens;

    private JsonIndex(ReadOnlyMemory<byte> json, int mostLevels, int mostValues)
    {
        this.json = json;
        var writer = new JsonIndexer(json.Span, mostLevels, mostValues);
        tokens = writer.Read();
    }

    public JsonView Root => new(this, 0);

    /// <param name="json">UTF-8; must not change while the index is in use.</param>
    /// <param name="mostLevels">How deep arrays and objects may stand in one another.</param>
    /// <param name="mostValues">How many values and names of members there may be.</param>
    /// <exception cref="JsonException">It is not one JSON value, nested too deep, or of too many parts; says where.</exception>
    public static JsonIndex Parse(ReadOnlyMemory<byte> json, int mostLevels = MostLevels, int mostValues = int.MaxValue) =>
        Utf8.IsValid(json.Span) ? new JsonIndex(json, mostLevels, mostValues) : throw new JsonException("is not valid UTF-8");

    /// <summary>Gives the memory of the index back; its values can be used no more.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref tokens, null) is { } rented)
        {
            LeanPool<JsonToken>.Return(rented);
        }
    }

    internal ref readonly JsonToken this[int place]
    {
        get
        {
            ObjectDisposedException.ThrowIf(tokens is null, this);
            return ref tokens[place];
        }
    }

    internal ReadOnlyMemory<byte> Text(int place) => json[this[place].Start..this[place].End];
}
