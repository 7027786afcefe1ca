using System.Globalization;
using System.Text.Json;
using System.Xml;

namespace Azure.Data.Tables.Protocol;

/// <summary>An entity as OData writes it: types that JSON does not have stand beside their values.</summary>
internal static class RowJson
{
    private const string Type = "@odata.type";

    public static byte[] Write(ITableEntity entity)
    {
        var row = new Dictionary<string, object>();
        foreach (var (name, value) in (TableEntity)entity)
        {
            var (written, type) = Write(value!);
            row[name] = written;
            if (type is not null)
            {
                row[name + Type] = type;
            }
        }

        return JsonSerializer.SerializeToUtf8Bytes(row);
    }

    public static TableEntity ReadEntity(BinaryData json)
    {
        using var document = JsonDocument.Parse(json);
        return ReadEntity(document.RootElement);
    }

    public static TableEntity ReadEntity(JsonElement row)
    {
        var entity = new TableEntity();
        foreach (var property in row.EnumerateObject().Where(property => !property.Name.EndsWith(Type, StringComparison.Ordinal) && property.Name != "odata.metadata"))
        {
            entity[property.Name] = Read(property.Value, row.TryGetProperty(property.Name + Type, out var type) ? type.GetString() : null);
        }

        return entity;
    }

    private static (object Written, string? Type) Write(object value) => value switch
    {
        long number => (number.ToString(CultureInfo.InvariantCulture), "Edm.Int64"),
        double number => (double.IsFinite(number) ? number : number.ToString(CultureInfo.InvariantCulture), "Edm.Double"),
        DateTimeOffset time => (XmlConvert.ToString(time.UtcDateTime, XmlDateTimeSerializationMode.Utc), "Edm.DateTime"),
        Guid id => (id.ToString(), "Edm.Guid"),
        byte[] bytes => (Convert.ToBase64String(bytes), "Edm.Binary"),
        _ => (value, null),
    };

    private static object Read(JsonElement value, string? type) => (type, value.ValueKind) switch
    {
        ("Edm.Int64", _) => long.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        ("Edm.Double", JsonValueKind.String) => double.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        ("Edm.DateTime", _) => value.GetDateTimeOffset(),
        ("Edm.Guid", _) => value.GetGuid(),
        ("Edm.Binary", _) => value.GetBytesFromBase64(),
        (_, JsonValueKind.True or JsonValueKind.False) => value.GetBoolean(),
        (not "Edm.Double", JsonValueKind.Number) when value.TryGetInt32(out var number) => number,
        (_, JsonValueKind.Number) => value.GetDouble(),
        _ => value.GetString()!,
    };
}
