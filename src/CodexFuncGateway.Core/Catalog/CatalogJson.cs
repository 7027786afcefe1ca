using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CodexFuncGateway.Catalog;

/// <summary>The shape of catalog data. Names that no record knows are errors, so that a slip of the pen is found at start and not in a bill.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Provider))]
[JsonSerializable(typeof(Model))]
[JsonSerializable(typeof(Capabilities))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class CatalogJson : JsonSerializerContext
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static JsonElement Parse(ReadOnlyMemory<byte> json, string place)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            return document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw new CatalogException($"{place} is not JSON: {exception.Message}", exception);
        }
    }

    public static T Read<T>(JsonElement json, JsonTypeInfo<T> type, string place)
    {
        try
        {
            return json.Deserialize(type) ?? throw new CatalogException($"{place} is null.");
        }
        catch (JsonException exception)
        {
            throw new CatalogException($"{place}, at {exception.Path}: {Without(exception.Message, " contained in type ")}", exception);
        }
    }

    // What our types are called helps nobody who writes data.
    private static string Without(string message, string rest) =>
        message.IndexOf(rest, StringComparison.Ordinal) is > 0 and var end ? message[..end] + "." : message;
}
