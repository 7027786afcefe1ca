using System.Buffers;
using System.Text.Json;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Translation.Output;

/// <summary>A call with JSON arguments, told as the upstream tells them.</summary>
internal sealed class FunctionCallOutput(ResponseEventWriter events, int index, string suffix, string callId, ToolName tool)
    : ToolCallOutput(events, index, $"fc_{suffix}_{index}", callId, tool)
{
    private readonly ArrayBufferWriter<byte> arguments = new(256);

    public override int TextLength => arguments.WrittenCount;

    public override void Append(ReadOnlySpan<byte> argumentsJson)
    {
        if (argumentsJson.IsEmpty)
        {
            return;
        }

        arguments.Write(argumentsJson);
        var json = BeginEvent("response.function_call_arguments.delta"u8);
        json.WriteString("delta"u8, argumentsJson);
        Events.End();
    }

    protected override void WriteClosing()
    {
        if (arguments.WrittenCount == 0)
        {
            // A call without arguments; clients parse this text, and nothing is not JSON.
            Append("{}"u8);
        }

        var json = BeginEvent("response.function_call_arguments.done"u8);
        json.WriteString("name"u8, Tool.Name);
        json.WriteString("arguments"u8, arguments.WrittenSpan);
        Events.End();
    }

    protected override void WriteBody(Utf8JsonWriter json)
    {
        WriteNamedCall(json, "function_call"u8);
        json.WriteString("arguments"u8, IsOpen ? default : arguments.WrittenSpan);
    }
}
