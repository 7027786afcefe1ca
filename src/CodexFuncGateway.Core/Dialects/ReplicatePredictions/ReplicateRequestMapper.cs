using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Dialects.ReplicatePredictions;

/// <summary>
/// Maps a request to a prediction. Its <c>input</c> is the model's own: what the names of the fields are stands in the model's data, and
/// nothing is sent that is not named there, because a field that the model does not have refuses the whole request.
/// </summary>
internal static class ReplicateRequestMapper
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Official models are asked by name; a name with a version behind a colon is asked by that.</summary>
    /// <exception cref="GatewayException">The name would lead elsewhere.</exception>
    public static string MapPath(Route route)
    {
        if (route.Path is not null || Version(route) is not null)
        {
            return route.Path ?? "/predictions";
        }

        var parts = route.UpstreamModel.Split('/');
        return parts.All(part => part.Trim('.').Length > 0)
            ? $"/models/{string.Join('/', parts.Select(Uri.EscapeDataString))}/predictions"
            : throw new GatewayException(ErrorKind.InvalidRequest, $"{route.Provider.DisplayName}'s models are named owner/name, or owner/name:version.");
    }

    public static ReadOnlyMemory<byte> Map(ResponsesRequest request, Route route)
    {
        var body = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(body, Options);
        json.WriteStartObject();
        if (Version(route) is { } version)
        {
            json.WriteString("version"u8, version);
        }

        json.WriteStartObject("input"u8);
        WriteInput(json, request, route);
        json.WriteEndObject();
        json.WriteBoolean("stream"u8, true);
        foreach (var property in route.Capabilities.ExtraBody?.EnumerateObject() ?? default)
        {
            property.WriteTo(json);
        }

        json.WriteEndObject();
        json.Flush();
        return body.WrittenMemory;
    }

    private static string? Version(Route route) => route.UpstreamModel.Split(':') is [_, var version] ? version : null;

    /// <summary>The limit is always stated, since these models' own defaults can be as low as a few hundred tokens.</summary>
    private static void WriteInput(Utf8JsonWriter json, ResponsesRequest request, Route route)
    {
        var capabilities = route.Capabilities;
        var instructions = ReplicatePromptMapper.Instructions(request);
        if (instructions.Length > 0 && capabilities.InstructionField is { } field)
        {
            json.WriteString(field, instructions);
        }

        json.WriteString("prompt"u8, ReplicatePromptMapper.Map(request, capabilities.InstructionField is null ? instructions : ""));
        json.WriteNumber(capabilities.MaxTokensField, Math.Min(request.MaxOutputTokens ?? int.MaxValue, route.Model.MaxOutputTokens));
        if (MapEffort(request, route) is { } effort)
        {
            json.WriteString("reasoning_effort"u8, effort);
        }

        WriteSampling(json, request, capabilities);
    }

    private static void WriteSampling(Utf8JsonWriter json, ResponsesRequest request, Capabilities capabilities)
    {
        if (capabilities.Sampling && request.Temperature is { } temperature)
        {
            json.WriteNumber("temperature"u8, temperature);
        }

        if (capabilities.Sampling && request.TopP is { } topP)
        {
            json.WriteNumber("top_p"u8, topP);
        }
    }

    private static string? MapEffort(ResponsesRequest request, Route route)
    {
        var effort = request.ReasoningEffort ?? route.Model.DefaultEffort;
        return effort is null || route.Capabilities.Thinking != ThinkingControl.Effort ? null
            : route.Capabilities.Efforts is not { } words ? effort
            : words.GetValueOrDefault(effort);
    }
}
