using System.Text.Json;

namespace CodexFuncGateway.Translation.Output;

/// <summary>A compacted conversation: told in one piece, and sealed, since it is for the gateway to read and not for the client.</summary>
internal sealed class CompactionOutput(ResponseEventWriter events, int index, string suffix, string envelope, int textLength) : OutputItem(events, index, $"cmp_{suffix}_{index}")
{
    public override int TextLength => textLength;

    protected override void WriteClosing()
    {
    }

    protected override void WriteBody(Utf8JsonWriter json)
    {
        json.WriteString("type"u8, "compaction"u8);
        json.WriteString("encrypted_content"u8, envelope);
    }
}
