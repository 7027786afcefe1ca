using System.Globalization;
using AzureEntity = Azure.Data.Tables.TableEntity;
using TableEntity = CodexFuncGateway.Storage.TableEntity;
using TableKey = CodexFuncGateway.Storage.TableKey;

namespace CodexFuncGateway.Functions.Tables;

/// <summary>A row in the SDK's form, which holds key, version and time among the values.</summary>
internal static class AzureRow
{
    private static readonly HashSet<string> OwnNames = ["PartitionKey", "RowKey", "Timestamp", "odata.etag"];

    public static AzureEntity Map(TableEntity entity)
    {
        var row = new AzureEntity(entity.Key.Partition, entity.Key.Row);
        foreach (var (name, value) in entity.Properties)
        {
            row[name] = value is double number && double.IsInfinity(number) ? Infinity(row, name, number) : value;
        }

        return row;
    }

    /// <summary>The service knows it by name; the SDK (12.11) writes NaN so, and would write these as numbers, which JSON does not have.</summary>
    private static string Infinity(AzureEntity row, string name, double number)
    {
        row[$"{name}@odata.type"] = "Edm.Double";
        return number.ToString(CultureInfo.InvariantCulture);
    }

    public static TableEntity Read(AzureEntity row)
    {
        var values = row.Where(property => property.Value is not null && !OwnNames.Contains(property.Key));
        return new TableEntity(new TableKey(row.PartitionKey, row.RowKey), values!).WithETag(row.ETag.ToString());
    }
}
