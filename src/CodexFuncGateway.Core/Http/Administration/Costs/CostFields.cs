using System.Globalization;
using CodexFuncGateway.Costs;

namespace CodexFuncGateway.Http.Administration.Costs;

/// <summary>The figures of an answer under the names that JSON and CSV share.</summary>
internal static class CostFields
{
    private const decimal NanoUsdPerUsd = 1_000_000_000m;

    public static readonly IReadOnlyList<(string Name, Func<CostSums, long> Count)> Counts =
    [
        ("requests", sums => sums.Requests),
        ("failed_requests", sums => sums.FailedRequests),
        ("estimated_requests", sums => sums.EstimatedRequests),
        ("fresh_input_tokens", sums => sums.Usage.FreshInputTokens),
        ("cache_read_tokens", sums => sums.Usage.CacheReadTokens),
        ("cache_write_5m_tokens", sums => sums.Usage.CacheWrite5mTokens),
        ("cache_write_1h_tokens", sums => sums.Usage.CacheWrite1hTokens),
        ("output_tokens", sums => sums.Usage.OutputTokens),
        ("reasoning_tokens", sums => sums.Usage.ReasoningTokens),
        ("searches", sums => sums.Usage.Searches),
        ("cost_nano_usd", sums => sums.CostNanoUsd),
    ];

    /// <summary>The exact amount in dollars, with all nine decimals.</summary>
    public static string Usd(long nanoUsd) => (nanoUsd / NanoUsdPerUsd).ToString("0.000000000", CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
