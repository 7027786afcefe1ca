using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CodexFuncGateway.Catalog;

/// <summary>
/// Writes <c>GET /models</c> so that an OpenAI client and Codex (<c>model_catalog_url</c>) both find what they look for, and keeps the bytes
/// until other providers are offered. Codex asks at every start and gives up after five seconds.
/// </summary>
public sealed class ModelListWriter(ProviderCatalog catalog)
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly JsonEncodedText BaseInstructions =
        JsonEncodedText.Encode(CatalogFiles.ReadBuiltIn("data/base-instructions.md"), JavaScriptEncoder.UnsafeRelaxedJsonEscaping);

    /// <summary>A list may be megabytes; most keys share one.</summary>
    private const int MostListsKept = 16;

    private readonly ConcurrentDictionary<string, Written> latest = new(StringComparer.Ordinal);

    /// <param name="isOffered">Whether a provider can be used: it has a credential, or needs none.</param>
    /// <param name="access">What the caller may use of it.</param>
    public ModelList Write(Func<Provider, bool> isOffered, ModelAccess access)
    {
        var offered = catalog.Providers.Where(isOffered).Select(provider => provider.Name).ToHashSet();
        var name = access.ToString();
        if (latest.TryGetValue(name, out var written) && written.Offered.SetEquals(offered))
        {
            return written.List;
        }

        var list = Write(ModelListing.Choose(catalog, offered, access));
        if (latest.Count >= MostListsKept)
        {
            latest.Clear();
        }

        latest[name] = new Written(offered, list);
        return list;
    }

    private static ModelList Write(IReadOnlyList<ListedModel> models)
    {
        var entries = models.ToDictionary(model => model.Slug, model => ToBytes(json => WriteOpenAI(json, model)), StringComparer.Ordinal);
        var body = ToBytes(json => WriteBody(json, models));
        var etag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body.Span).AsSpan(0, 16))}\"";
        return new ModelList(body, etag, entries);
    }

    private static void WriteBody(Utf8JsonWriter json, IReadOnlyList<ListedModel> models)
    {
        json.WriteStartObject();
        json.WriteString("object", "list");
        json.WriteStartArray("data");
        foreach (var model in models)
        {
            WriteOpenAI(json, model);
        }

        json.WriteEndArray();
        json.WriteStartArray("models");
        for (var i = 0; i < models.Count; i++)
        {
            CodexModelWriter.Write(json, models[i], priority: i + 1, BaseInstructions);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteOpenAI(Utf8JsonWriter json, ListedModel model)
    {
        json.WriteStartObject();
        json.WriteString("id", model.Slug);
        json.WriteString("object", "model");
        json.WriteNumber("created", new DateTimeOffset(model.Since, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds());
        json.WriteString("owned_by", model.First.Provider.Name);
        json.WriteEndObject();
    }

    private sealed record Written(HashSet<string> Offered, ModelList List);

    private static ReadOnlyMemory<byte> ToBytes(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            write(json);
        }

        return buffer.WrittenMemory;
    }
}
