using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Instances;

/// <summary>A lease as a table row. All stand in one partition, for they are few and read together.</summary>
internal static class InstanceRow
{
    public const string Table = "instances";
    public const string Partition = "lease";

    public static TableEntity Map(string id, DateTimeOffset heldUntil) => new(new TableKey(Partition, id)) { ["HeldUntil"] = heldUntil };

    public static DateTimeOffset ReadHeldUntil(TableEntity row) => row.GetDateTimeOffset("HeldUntil") ?? default;
}
