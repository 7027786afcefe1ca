using System.Text.Json;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Translation.Output;

/// <summary>A call of one of the client's tools.</summary>
internal abstract class ToolCallOutput(ResponseEventWriter events, int index, string id, string callId, ToolName tool) : OutputItem(events, index, id)
{
    public abstract void Append(ReadOnlySpan<byte> argumentsJson);

    protected ToolName Tool => tool;

    protected void WriteCall(Utf8JsonWriter json, ReadOnlySpan<byte> type)
    {
        json.WriteString("type"u8, type);
        json.WriteString("status"u8, Status);
        json.WriteString("call_id"u8, callId);
    }

    protected void WriteNamedCall(Utf8JsonWriter json, ReadOnlySpan<byte> type)
    {
        WriteCall(json, type);
        json.WriteString("name"u8, tool.Name);
        if (tool.Namespace is { } space)
        {
            json.WriteString("namespace"u8, space);
        }
    }
}
