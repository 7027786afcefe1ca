using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Costs;

/// <summary>Adds up calls and sums of calls. A sum that no longer fits is a defect to hear of, not a small number.</summary>
internal sealed class CostAdder
{
    private long requests;
    private long failed;
    private long estimated;
    private long fresh;
    private long read;
    private long write5m;
    private long write1h;
    private long output;
    private long reasoning;
    private long searches;
    private long cost;

    public CostSums Sums => new()
    {
        Requests = requests,
        FailedRequests = failed,
        EstimatedRequests = estimated,
        Usage = new TokenUsage
        {
            FreshInputTokens = fresh, CacheReadTokens = read, CacheWrite5mTokens = write5m, CacheWrite1hTokens = write1h,
            OutputTokens = output, ReasoningTokens = reasoning, Searches = searches,
        },
        CostNanoUsd = cost,
    };

    public CostAdder Add(CostSums sums)
    {
        checked
        {
            requests += sums.Requests;
            failed += sums.FailedRequests;
            estimated += sums.EstimatedRequests;
            cost += sums.CostNanoUsd;
            fresh += sums.Usage.FreshInputTokens;
            read += sums.Usage.CacheReadTokens;
            write5m += sums.Usage.CacheWrite5mTokens;
            write1h += sums.Usage.CacheWrite1hTokens;
            output += sums.Usage.OutputTokens;
            reasoning += sums.Usage.ReasoningTokens;
            searches += sums.Usage.Searches;
        }

        return this;
    }
}
