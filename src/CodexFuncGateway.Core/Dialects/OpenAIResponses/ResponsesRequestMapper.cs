using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.OpenAIResponses;

/// <summary>
/// Writes a request anew for an upstream that speaks a part of the Responses API: strict servers reject the whole request on the first
/// field or tag they do not know. Written directly rather than through records, since much of it is copied JSON.
/// </summary>
internal static class ResponsesRequestMapper
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Map(ResponsesRequest request, Route route)
    {
        var body = new ArrayBufferWriter<byte>(64 * 1024);
        using var json = new Utf8JsonWriter(body, Options);
        json.WriteStartObject();
        json.WriteString("model"u8, route.UpstreamModel);
        new ResponsesInputMapper(json, route.Capabilities).Write(request);
        ResponsesToolMapper.Write(json, request, route.Capabilities);
        WriteReasoning(json, request, route);
        WriteFormat(json, request, route.Capabilities);
        WriteSettings(json, request, route.Capabilities);
        WriteFixed(json, route);
        json.WriteEndObject();
        json.Flush();
        return body.WrittenMemory;
    }

    private static void WriteReasoning(Utf8JsonWriter json, ResponsesRequest request, Route route)
    {
        if (route.Capabilities.Thinking == ThinkingControl.None)
        {
            return;
        }

        var effort = MapEffort(request, route);
        var summary = route.Capabilities.ReasoningSummary ? AskedSummary(request) : null;
        if (effort is null && summary is null)
        {
            return;
        }

        json.WriteStartObject("reasoning"u8);
        WriteOptional(json, "effort"u8, effort);
        WriteOptional(json, "summary"u8, summary);
        json.WriteEndObject();
    }

    private static string? MapEffort(ResponsesRequest request, Route route)
    {
        var effort = request.ReasoningEffort ?? route.Model.DefaultEffort;
        return effort is null || route.Capabilities.Thinking != ThinkingControl.Effort ? null
            : route.Capabilities.Efforts is not { } words ? effort
            : words.GetValueOrDefault(effort);
    }

    private static string? AskedSummary(ResponsesRequest request) =>
        request.Root.TryGetProperty("reasoning", out var reasoning) && reasoning.ValueKind == JsonValueKind.Object
        && reasoning.TryGetProperty("summary", out var summary) && summary.ValueKind == JsonValueKind.String
            ? summary.GetString()
            : null;

    private static void WriteFormat(Utf8JsonWriter json, ResponsesRequest request, Capabilities capabilities)
    {
        var format = request.OutputFormat;
        if (format is not null && capabilities.ResponseFormatField)
        {
            json.WritePropertyName("response_format"u8);
            ResponsesFormatMapper.WriteNested(json, format);
            format = null;
        }

        var verbosity = capabilities.Verbosity ? request.Verbosity : null;
        if (format is null && verbosity is null)
        {
            return;
        }

        json.WriteStartObject("text"u8);
        if (format is not null)
        {
            json.WritePropertyName("format"u8);
            ResponsesFormatMapper.Write(json, format);
        }

        WriteOptional(json, "verbosity"u8, verbosity);
        json.WriteEndObject();
    }

    private static void WriteSettings(Utf8JsonWriter json, ResponsesRequest request, Capabilities capabilities)
    {
        WriteOptional(json, "max_output_tokens"u8, request.MaxOutputTokens);
        if (WebSearchOffer.LimitToAdd(request, capabilities) is { } searches)
        {
            json.WriteNumber(capabilities.SearchLimitField!, searches);
        }

        WriteOptional(json, "temperature"u8, capabilities.Sampling ? request.Temperature : null);
        WriteOptional(json, "top_p"u8, capabilities.Sampling ? request.TopP : null);
        WriteOptional(json, "prompt_cache_key"u8, capabilities.PromptCacheKey ? request.PromptCacheKey : null);
        WriteOptional(json, "service_tier"u8, capabilities.ServiceTier ? request.ServiceTier : null);
    }

    private static void WriteFixed(Utf8JsonWriter json, Route route)
    {
        json.WriteBoolean("stream"u8, true);
        if (route.Capabilities.StoreAndInclude)
        {
            json.WriteBoolean("store"u8, false);
            json.WriteStartArray("include"u8);
            json.WriteStringValue("reasoning.encrypted_content"u8);
            json.WriteEndArray();
        }

        foreach (var property in route.ExtraFields())
        {
            property.WriteTo(json);
        }
    }

    private static void WriteOptional(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteOptional(Utf8JsonWriter json, ReadOnlySpan<byte> name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }
}
