using System.Buffers;
using System.Text;
using System.Text.Json;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Translation.Output;

/// <summary>A search among the client's own tools. The API has no events for its arguments, which come whole and as JSON.</summary>
internal sealed class ToolSearchCallOutput(ResponseEventWriter events, int index, string suffix, string callId, ToolName tool)
    : ToolCallOutput(events, index, $"tsc_{suffix}_{index}", callId, tool)
{
    private readonly ArrayBufferWriter<byte> arguments = new(128);

    public override int TextLength => arguments.WrittenCount;

    public override void Append(ReadOnlySpan<byte> argumentsJson) => arguments.Write(argumentsJson);

    protected override void WriteClosing()
    {
    }

    protected override void WriteBody(Utf8JsonWriter json)
    {
        WriteCall(json, "tool_search_call"u8);
        json.WriteString("execution"u8, "client"u8);
        json.WritePropertyName("arguments"u8);
        using var whole = JsonDocument.Parse(IsOpen ? "{}"u8.ToArray() : CallArguments.AsObject(Encoding.UTF8.GetString(arguments.WrittenSpan)).Bytes);
        whole.WriteTo(json); // not copied: a line break between its values would end the event
    }
}
