using CodexFuncGateway.Storage;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Ledger;

/// <summary>An entry as a table row and back; the column names are the contract that queries and exports rely on.</summary>
internal static class LedgerRow
{
    // Some texts come from clients and upstreams; this keeps any of them far from Table Storage's 64 KiB.
    private const int LongestText = 1024;

    private const int Columns = 31;

    public static TableEntity Map(LedgerEntry entry) => new(LedgerKey.Map(entry), Columns)
    {
        ["RequestId"] = Clip(entry.RequestId),
        ["KeyId"] = Clip(entry.KeyId),
        ["User"] = Clip(entry.User),
        ["Team"] = Clip(entry.Team),
        ["Tags"] = entry.Tags.Count == 0 ? null : Clip(string.Join(',', entry.Tags)),
        ["ModelAsked"] = Clip(entry.ModelAsked),
        ["Provider"] = Clip(entry.Provider),
        ["ModelServed"] = Clip(entry.ModelServed),
        ["Dialect"] = Clip(entry.Dialect),
        ["ServiceTierAsked"] = Clip(entry.ServiceTierAsked),
        ["ServiceTierServed"] = Clip(entry.ServiceTierServed),
        ["FreshInputTokens"] = entry.Usage.FreshInputTokens,
        ["CacheReadTokens"] = entry.Usage.CacheReadTokens,
        ["CacheWrite5mTokens"] = entry.Usage.CacheWrite5mTokens,
        ["CacheWrite1hTokens"] = entry.Usage.CacheWrite1hTokens,
        ["OutputTokens"] = entry.Usage.OutputTokens,
        ["ReasoningTokens"] = entry.Usage.ReasoningTokens,
        ["Searches"] = entry.Usage.Searches,
        ["CostNanoUsd"] = entry.CostNanoUsd,
        ["PriceVersion"] = Clip(entry.PriceVersion),
        ["IsEstimate"] = entry.IsEstimate,
        ["Outcome"] = Map(entry.Outcome),
        ["Status"] = entry.Status,
        ["FirstTokenMs"] = entry.FirstTokenMs,
        ["DurationMs"] = entry.DurationMs,
        ["UpstreamRequestId"] = Clip(entry.UpstreamRequestId),
        ["SessionId"] = Clip(entry.SessionId),
        ["ThreadId"] = Clip(entry.ThreadId),
        ["RequestKind"] = entry.RequestKind,
        ["InstanceId"] = entry.InstanceId,
        ["StartedAt"] = entry.StartedAt,
    };

    /// <summary>Whether the call has not been settled yet.</summary>
    public static bool IsOpen(TableEntity row) => row.GetString("Outcome") == Map(LedgerOutcome.Open);

    public static LedgerEntry Read(TableEntity row) => new()
    {
        RequestId = row.GetString("RequestId") ?? "",
        KeyId = row.GetString("KeyId") ?? "",
        User = row.GetString("User"),
        Team = row.GetString("Team"),
        Tags = row.GetString("Tags")?.Split(',') ?? [],
        ModelAsked = row.GetString("ModelAsked") ?? "",
        Provider = row.GetString("Provider"),
        ModelServed = row.GetString("ModelServed"),
        Dialect = row.GetString("Dialect"),
        ServiceTierAsked = row.GetString("ServiceTierAsked"),
        ServiceTierServed = row.GetString("ServiceTierServed"),
        Usage = ReadUsage(row),
        CostNanoUsd = row.GetInt64("CostNanoUsd") ?? 0,
        PriceVersion = row.GetString("PriceVersion"),
        IsEstimate = row.GetBoolean("IsEstimate") ?? false,
        Outcome = Enum.Parse<LedgerOutcome>(row.GetString("Outcome") ?? "", ignoreCase: true),
        Status = row.GetInt32("Status"),
        FirstTokenMs = row.GetInt64("FirstTokenMs"),
        DurationMs = row.GetInt64("DurationMs"),
        UpstreamRequestId = row.GetString("UpstreamRequestId"),
        SessionId = row.GetString("SessionId"),
        ThreadId = row.GetString("ThreadId"),
        RequestKind = row.GetString("RequestKind"),
        InstanceId = row.GetString("InstanceId"),
        StartedAt = row.GetDateTimeOffset("StartedAt") ?? default,
    };

    private static string Map(LedgerOutcome outcome) => outcome.ToString().ToLowerInvariant();

    /// <summary>The columns that costs added up have too.</summary>
    public static TokenUsage ReadUsage(TableEntity row) => new()
    {
        FreshInputTokens = row.GetInt64("FreshInputTokens") ?? 0,
        CacheReadTokens = row.GetInt64("CacheReadTokens") ?? 0,
        CacheWrite5mTokens = row.GetInt64("CacheWrite5mTokens") ?? 0,
        CacheWrite1hTokens = row.GetInt64("CacheWrite1hTokens") ?? 0,
        OutputTokens = row.GetInt64("OutputTokens") ?? 0,
        ReasoningTokens = row.GetInt64("ReasoningTokens") ?? 0,
        Searches = row.GetInt64("Searches") ?? 0,
    };

    private static string? Clip(string? text) => text?.Length > LongestText ? text[..LongestText] : text;
}
