using CodexFuncGateway.Ledger;
using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Costs;

/// <summary>A cell as a table row and back. Its columns are named as those of the ledger, so that a spreadsheet over either reads alike.</summary>
internal static class CellRow
{
    private const int Columns = 18;

    public static TableEntity Map(string partition, CostCell cell) => new(CellKey.Map(partition, cell.Dimensions), Columns)
    {
        ["KeyId"] = cell.Dimensions.KeyId,
        ["User"] = cell.Dimensions.User,
        ["Team"] = cell.Dimensions.Team,
        ["Tags"] = cell.Dimensions.Tags,
        ["ModelAsked"] = cell.Dimensions.ModelAsked,
        ["Provider"] = cell.Dimensions.Provider,
        ["ModelServed"] = cell.Dimensions.ModelServed,
        ["Requests"] = cell.Sums.Requests,
        ["FailedRequests"] = cell.Sums.FailedRequests,
        ["EstimatedRequests"] = cell.Sums.EstimatedRequests,
        ["FreshInputTokens"] = cell.Sums.Usage.FreshInputTokens,
        ["CacheReadTokens"] = cell.Sums.Usage.CacheReadTokens,
        ["CacheWrite5mTokens"] = cell.Sums.Usage.CacheWrite5mTokens,
        ["CacheWrite1hTokens"] = cell.Sums.Usage.CacheWrite1hTokens,
        ["OutputTokens"] = cell.Sums.Usage.OutputTokens,
        ["ReasoningTokens"] = cell.Sums.Usage.ReasoningTokens,
        ["Searches"] = cell.Sums.Usage.Searches,
        ["CostNanoUsd"] = cell.Sums.CostNanoUsd,
    };

    public static CostCell Read(TableEntity row) => new(
        new CostDimensions(
            row.GetString("KeyId"), row.GetString("User"), row.GetString("Team"), row.GetString("Tags"),
            row.GetString("ModelAsked"), row.GetString("Provider"), row.GetString("ModelServed")),
        new CostSums
        {
            Requests = Count(row, "Requests"),
            FailedRequests = Count(row, "FailedRequests"),
            EstimatedRequests = Count(row, "EstimatedRequests"),
            Usage = LedgerRow.ReadUsage(row),
            CostNanoUsd = Count(row, "CostNanoUsd"),
        });

    private static long Count(TableEntity row, string column) => row.GetInt64(column) ?? 0;
}
