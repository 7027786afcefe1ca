using System.Text.Json;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.ChatApi;

/// <summary>How a call, an item of a response, looks in chat completions.</summary>
/// <param name="Id">The call's id as the JSON string it is.</param>
/// <param name="Name">The tool's name, likewise.</param>
/// <param name="IsCustom">Whether it has free text rather than JSON arguments.</param>
internal sealed record ChatCall(ReadOnlyMemory<byte> Id, ReadOnlyMemory<byte> Name, bool IsCustom)
{
    private ReadOnlySpan<byte> Kind => IsCustom ? "custom"u8 : "function"u8;

    private ReadOnlySpan<byte> Content => IsCustom ? "input"u8 : "arguments"u8;

    /// <summary>Null for an item of another type.</summary>
    public static ChatCall? TryRead(JsonView item)
    {
        var isCustom = item.TryGetProperty("type", out var type) && type.ValueEquals("custom_tool_call");
        return (isCustom || type.ValueEquals("function_call")) && item.TryGetProperty("call_id", out var id) && item.TryGetProperty("name", out var name)
            ? new ChatCall(id.Raw.ToArray(), name.Raw.ToArray(), isCustom)
            : null;
    }

    /// <summary>Writes a call's members.</summary>
    /// <param name="content">The arguments or the input, so far as they are known, as a JSON string.</param>
    public void Write(Utf8JsonWriter json, ReadOnlySpan<byte> content)
    {
        json.WriteCopy("id"u8, Id.Span);
        json.WriteString("type"u8, Kind);
        json.WriteStartObject(Kind);
        json.WriteCopy("name"u8, Name.Span);
        json.WriteCopy(Content, content);
        json.WriteEndObject();
    }

    public void WriteDelta(Utf8JsonWriter json, ReadOnlySpan<byte> delta)
    {
        json.WriteStartObject(Kind);
        json.WriteCopy(Content, delta);
        json.WriteEndObject();
    }
}
