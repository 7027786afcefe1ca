using Azure.Data.Tables;
using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Functions.Tables;

/// <summary>A range of keys in OData's words, which the SDK escapes.</summary>
internal static class AzureFilter
{
    public static string? Write(TableQuery query)
    {
        string[] conditions = query.Partition is { } partition
            ? [TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), .. Bounds(query.From, from => $"RowKey ge {from}"), .. Bounds(query.Before, before => $"RowKey lt {before}")]
            : [.. Bounds(query.From, from => $"PartitionKey ge {from}"), .. Bounds(query.Before, before => $"PartitionKey lt {before}")];
        return conditions.Length == 0 ? null : string.Join(" and ", conditions);
    }

    private static IEnumerable<string> Bounds(string? bound, Func<string, FormattableString> condition) =>
        bound is null ? [] : [TableClient.CreateQueryFilter(condition(bound))];
}
