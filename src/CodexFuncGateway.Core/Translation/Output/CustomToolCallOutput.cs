using System.Buffers;
using System.Text.Json;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Translation.Output;

/// <summary>A call with free text, taken out of the JSON arguments in which the upstream had to wrap it.</summary>
/// <param name="wrapping">Takes off what models put around it; null where any text will do.</param>
internal sealed class CustomToolCallOutput(ResponseEventWriter events, int index, string suffix, string callId, ToolName tool, FreeformWrapping? wrapping)
    : ToolCallOutput(events, index, $"ctc_{suffix}_{index}", callId, tool)
{
    private readonly FreeformInputReader reader = new();
    private readonly ArrayBufferWriter<byte> input = new(1024);
    private int told;

    public override int TextLength => input.WrittenCount;

    public override void Append(ReadOnlySpan<byte> argumentsJson)
    {
        reader.Read(argumentsJson, input);
        TellNews(isWhole: false);
    }

    protected override void WriteClosing()
    {
        reader.Complete(input);
        TellNews(isWhole: true);
        var json = BeginEvent("response.custom_tool_call_input.done"u8);
        json.WriteString("input"u8, Text(isWhole: true));
        Events.End();
    }

    protected override void WriteBody(Utf8JsonWriter json)
    {
        WriteNamedCall(json, "custom_tool_call"u8);
        json.WriteString("input"u8, IsOpen ? default : Text(isWhole: true));
    }

    private ReadOnlySpan<byte> Text(bool isWhole) => wrapping is null ? input.WrittenSpan : wrapping.Unwrap(input.WrittenSpan, isWhole);

    private void TellNews(bool isWhole)
    {
        var news = Text(isWhole)[told..];
        if (news.IsEmpty)
        {
            return;
        }

        told += news.Length;
        var json = BeginEvent("response.custom_tool_call_input.delta"u8);
        json.WriteString("delta"u8, news);
        Events.End();
    }
}
