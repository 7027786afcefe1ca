using System.Collections.Concurrent;
using static CodexFuncGateway.Storage.TableRules;

namespace CodexFuncGateway.Storage;

/// <summary>What one entity may be: <see href="https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model"/>.</summary>
internal static class TableEntityRules
{
    private const int LongestKey = 1024;
    private const int MostProperties = 252;
    private const int LargestPropertyBytes = 64 * 1024;
    private const int LargestEntityBytes = 1024 * 1024;

    private static readonly ConcurrentDictionary<string, byte> GoodNames = new(StringComparer.Ordinal);
    private static readonly DateTimeOffset EarliestTime = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void CheckKey(TableKey key)
    {
        CheckKey(key.Partition);
        CheckKey(key.Row);
    }

    /// <returns>The entity's size as the service counts it.</returns>
    public static int CheckedBytes(TableEntity entity)
    {
        CheckKey(entity.Key);
        Require(entity.Properties.Count <= MostProperties, "An entity has at most 252 properties.");

        var bytes = 4 + (2 * (entity.Key.Partition.Length + entity.Key.Row.Length));
        foreach (var (name, value) in entity.Properties)
        {
            CheckName(name);
            bytes += 8 + (2 * name.Length) + CheckedBytes(value);
        }

        Require(bytes <= LargestEntityBytes, "An entity is at most 1 MiB.");
        return bytes;
    }

    private static void CheckKey(string key)
    {
        Require(key.Length <= LongestKey, "A key has at most 1024 characters.");
        foreach (var character in key)
        {
            Require(!TableKey.IsForbidden(character), "A key has no / \\ # ? and no control characters.");
        }
    }

    /// <summary>Names come from code and are few; each is looked at once.</summary>
    private static void CheckName(string name)
    {
        if (!GoodNames.ContainsKey(name))
        {
            CheckNewName(name);
            if (GoodNames.Count < MostProperties * 4)
            {
                GoodNames.TryAdd(name, default);
            }
        }
    }

    private static void CheckNewName(string name)
    {
        Require(
            name.Length is >= 1 and <= 255 && !char.IsAsciiDigit(name[0]) && name.All(character => char.IsLetterOrDigit(character) || character == '_'),
            "A property's name is an identifier of at most 255 characters.");
        Require(name is not ("PartitionKey" or "RowKey" or "Timestamp"), "PartitionKey, RowKey and Timestamp are the service's own properties.");
    }

    private static int CheckedBytes(object value)
    {
        var bytes = value switch
        {
            string text => 2 * text.Length,
            byte[] binary => binary.Length,
            Guid => 16,
            int => 4,
            bool => 1,
            _ => 8,
        };
        Require(bytes <= LargestPropertyBytes, "A property is at most 64 KiB.");
        Require(value is not DateTimeOffset time || time >= EarliestTime, "Time starts in 1601.");
        return bytes + (value is string or byte[] ? 4 : 0);
    }
}
