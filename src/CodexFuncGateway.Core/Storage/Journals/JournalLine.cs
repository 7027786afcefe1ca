using System.Buffers;
using System.Text.Json;

namespace CodexFuncGateway.Storage.Journals;

/// <summary>
/// One line of the journal, which is one batch, so that a crash keeps all of it or nothing:
/// <c>{"table":"keys","changes":[{"partition":"p","row":"r","etag":"W/\"1\"","properties":{…}}]}</c>. A deleted entity has no properties.
/// </summary>
internal sealed record JournalLine(string Table, IReadOnlyList<TableChange> Changes)
{
    public void Write(IBufferWriter<byte> output)
    {
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            writer.WriteString("table"u8, Table);
            writer.WriteStartArray("changes"u8);
            foreach (var change in Changes)
            {
                Write(writer, change);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    public static JournalLine Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        return new JournalLine(
            root.GetProperty("table"u8).GetString()!,
            [.. root.GetProperty("changes"u8).EnumerateArray().Select(ReadChange)]);
    }

    private static void Write(Utf8JsonWriter writer, TableChange change)
    {
        writer.WriteStartObject();
        writer.WriteString("partition"u8, change.Key.Partition);
        writer.WriteString("row"u8, change.Key.Row);
        if (change.Entity is { } entity)
        {
            writer.WriteString("etag"u8, entity.ETag);
            writer.WriteStartObject("properties"u8);
            foreach (var (name, value) in entity.Properties)
            {
                writer.WritePropertyName(name);
                JournalValue.Write(writer, value);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static TableChange ReadChange(JsonElement change)
    {
        var key = new TableKey(change.GetProperty("partition"u8).GetString()!, change.GetProperty("row"u8).GetString()!);
        return new TableChange(key, change.TryGetProperty("properties"u8, out var properties) ? ReadEntity(key, change, properties) : null);
    }

    private static TableEntity ReadEntity(TableKey key, JsonElement change, JsonElement properties)
    {
        var values = properties.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, JournalValue.Read(property.Value)));
        return new TableEntity(key, values).WithETag(change.GetProperty("etag"u8).GetString()!);
    }
}
