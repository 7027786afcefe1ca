using System.Collections.Concurrent;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Translation;

/// <summary>
/// Remembers what became of schemas. A client sends the same tools with every request, and to map their schemas is the dearest part of mapping them. Holds
/// no more than a few hundred, and forgets all when it is full: whoever sends ever new ones gains nothing and harms nobody.
/// </summary>
/// <param name="map">A pure function, whose result refers to nothing of the request.</param>
internal sealed class SchemaMemory<T>(Func<JsonView?, T> map)
{
    private const int MostSchemas = 512;
    private const int LongestSchema = 16 * 1024;

    private readonly ConcurrentDictionary<byte[], T> known = new(SchemaBytes.Comparer);

    public T Map(JsonView? schema)
    {
        var raw = schema.GetValueOrDefault().RawSpan;
        if (raw.Length is 0 or > LongestSchema)
        {
            return map(schema);
        }

        return known.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(raw, out var mapped) ? mapped : Learn(schema, raw);
    }

    private T Learn(JsonView? schema, ReadOnlySpan<byte> raw)
    {
        var mapped = map(schema);
        if (known.Count >= MostSchemas)
        {
            known.Clear();
        }

        known.TryAdd(raw.ToArray(), mapped);
        return mapped;
    }
}
