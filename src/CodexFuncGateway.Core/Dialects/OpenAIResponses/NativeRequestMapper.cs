using System.Text.Encodings.Web;
using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.OpenAIResponses;

/// <summary>
/// Copies the client's body for an upstream that speaks the whole Responses API. Property values are copied as bytes, so that fields the
/// gateway does not know arrive too, and a conversation of a megabyte costs a memory copy.
/// </summary>
internal static class NativeRequestMapper
{
    private const string EncryptedReasoning = "reasoning.encrypted_content";

    /// <summary>For the few fields that the gateway writes itself, in bytes.</summary>
    private const int Room = 512;

    /// <summary>What is copied was validated when it was parsed.</summary>
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static ReadOnlyMemory<byte> Map(ResponsesRequest request, Route route)
    {
        var body = new BodyBufferWriter(request.Root.RawSpan.Length + Room);
        using var json = new Utf8JsonWriter(body, Options);
        json.WriteStartObject();
        WriteOwn(json, request, route);
        foreach (var property in request.Root.EnumerateObject())
        {
            if (!IsOwn(property, route))
            {
                WriteCopy(json, property, request);
            }
        }

        json.WriteEndObject();
        json.Flush();
        return body.WrittenMemory;
    }

    private static void WriteOwn(Utf8JsonWriter json, ResponsesRequest request, Route route)
    {
        json.WriteString("model"u8, route.UpstreamModel);
        json.WriteBoolean("stream"u8, true);
        if (request.MaxOutputTokens is { } limit)
        {
            json.WriteNumber("max_output_tokens"u8, limit);
        }

        if (WebSearchOffer.LimitToAdd(request, route.Capabilities) is { } searches)
        {
            json.WriteNumber(route.Capabilities.SearchLimitField!, searches);
        }

        WriteInclude(json, request.Root, thinks: route.Capabilities.Thinking != ThinkingControl.None);
        foreach (var property in route.ExtraFields())
        {
            property.WriteTo(json);
        }
    }

    /// <summary>
    /// What is not stored upstream can only come back with the next request, so its encrypted form is asked for; of a model that does not think
    /// it must not be, and Codex asks whatever the model.
    /// </summary>
    private static void WriteInclude(Utf8JsonWriter json, JsonView root, bool thinks)
    {
        var isStored = !root.TryGetProperty("store", out var store) || store.ValueKind != JsonValueKind.False;
        JsonView[] asked = root.TryGetProperty("include", out var include) && include.ValueKind == JsonValueKind.Array ? [.. include.EnumerateArray()] : [];
        var isMissing = thinks && !isStored && !asked.Any(IsEncryptedReasoning);
        asked = thinks ? asked : [.. asked.Where(field => !IsEncryptedReasoning(field))];
        if (asked.Length == 0 && !isMissing)
        {
            return;
        }

        json.WriteStartArray("include"u8);
        foreach (var field in asked)
        {
            json.WriteCopy(field);
        }

        if (isMissing)
        {
            json.WriteStringValue(EncryptedReasoning);
        }

        json.WriteEndArray();
    }

    private static bool IsEncryptedReasoning(JsonView field) => field.ValueEquals(EncryptedReasoning);

    private static bool IsOwn(JsonMember property, Route route) =>
        property.IsNamed("model")
        || property.IsNamed("stream")
        || property.IsNamed("max_output_tokens")
        || property.IsNamed("include")
        || route.ExtraFields().Any(extra => property.IsNamed(extra.Name));

    private static void WriteCopy(Utf8JsonWriter json, JsonMember property, ResponsesRequest request)
    {
        json.WritePropertyName(property.Name);
        if (property.IsNamed("input"))
        {
            NativeInputMapper.Write(json, property.Value, request.Input);
        }
        else
        {
            json.WriteCopy(property.Value);
        }
    }
}
