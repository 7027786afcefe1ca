namespace CodexFuncGateway.Keys.Limits;

/// <summary>What an instance writes into the shared row, and what is its own once that is written.</summary>
/// <param name="Use">The row as it will be; its minute is the one that the grants are for.</param>
internal sealed record KeyPlan(KeyUse Use, (long Debt, long Grant) Requests, (long Debt, long Grant) Tokens, long Streams)
{
    /// <summary>Whether others run so many streams that not all could be had that were wanted.</summary>
    public bool IsShortOfStreams { get; init; }

    public bool AreRequestsUsedUp { get; init; }

    public bool AreTokensUsedUp { get; init; }
}
