using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Keys;

/// <summary>A key as a table row, and the rows that lead to it from the hashes of its values.</summary>
internal static class KeyRow
{
    public const string Table = "keys";

    /// <summary>All keys stand in one partition, so that they can be listed; look-ups are cached.</summary>
    public const string Partition = "key";

    // Spreads the look-ups of values that nobody has, which a stranger can ask for at will.
    private const int HashPrefix = 2;

    public static TableKey Of(string id) => new(Partition, TableKey.Escape(id));

    public static TableKey OfHash(string hash) => new($"hash-{hash[..HashPrefix]}", hash);

    public static TableEntity MapPointer(string hash, string id) => new(OfHash(hash)) { ["KeyId"] = id };

    public static string ReadPointer(TableEntity row) => row.GetString("KeyId") ?? "";

    public static TableEntity Map(StoredKey key) => new(Of(key.Key.Id))
    {
        ["KeyId"] = key.Key.Id,
        ["Definition"] = KeyFields.Map(key.Key),
        ["Hash"] = key.Hash,
        ["Hint"] = key.Hint,
        ["PreviousHash"] = key.PreviousHash,
        ["PreviousUntil"] = key.PreviousUntil,
        ["CreatedAt"] = key.CreatedAt,
        ["CreatedBy"] = key.CreatedBy,
        ["ChangedAt"] = key.ChangedAt,
    };

    public static StoredKey Read(TableEntity row) => new(
        KeyFields.Read(row.GetString("KeyId") ?? "", row.GetString("Definition") ?? "{}"), row.GetString("Hash") ?? "", row.GetString("Hint") ?? "")
    {
        PreviousHash = row.GetString("PreviousHash"),
        PreviousUntil = row.GetDateTimeOffset("PreviousUntil"),
        CreatedAt = row.GetDateTimeOffset("CreatedAt") ?? default,
        CreatedBy = row.GetString("CreatedBy"),
        ChangedAt = row.GetDateTimeOffset("ChangedAt") ?? default,
        ETag = row.ETag,
    };
}
