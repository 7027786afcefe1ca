using System.Collections.ObjectModel;

namespace CodexFuncGateway.Catalog;

/// <summary>What a model costs from a day on, with where that was read.</summary>
public sealed record ModelPrice
{
    /// <summary>The first day it holds.</summary>
    public DateOnly From { get; init; }

    /// <summary>Who said so and when.</summary>
    public string Source { get => field ?? "settings"; init; }

    /// <summary>Whether sources of equal standing contradict each other; the higher rates are stated then.</summary>
    public bool Disputed { get; init; }

    /// <summary>The standard rates.</summary>
    public required PriceRates Rates { get; init; }

    /// <summary>Rates that replace the standard ones for a whole request with a prompt over a threshold.</summary>
    public IReadOnlyList<LongContextRates> LongContext { get => field ?? []; init; }

    /// <summary>Rates by the service tier that was served, such as <c>flex</c> or <c>priority</c>.</summary>
    public IReadOnlyDictionary<string, TierRates> Tiers { get => field ?? ReadOnlyDictionary<string, TierRates>.Empty; init; }

    /// <summary>What is charged beside tokens.</summary>
    public PriceFees Fees { get => field ?? PriceFees.None; init; }

    /// <summary>Names this row in the ledger, so that a cost can be traced to its price.</summary>
    public string Version => field ??= $"{From:yyyy-MM-dd}/{Source}";
}

/// <summary>USD per million tokens for each disjoint bucket of usage; a cache rate that is not stated is the input rate, never zero.</summary>
public sealed record PriceRates
{
    public required decimal Input { get; init; }

    public required decimal Output { get; init; }

    public decimal? CacheRead { get; init; }

    public decimal? CacheWrite5m { get; init; }

    public decimal? CacheWrite1h { get; init; }
}

/// <summary>Fees beside tokens, in USD per thousand, as providers state them.</summary>
public sealed record PriceFees
{
    public static PriceFees None { get; } = new();

    /// <summary>For every request.</summary>
    public decimal PerThousandRequests { get; init; }

    /// <summary>For every search of the web that the upstream ran.</summary>
    public decimal PerThousandSearches { get; init; }

    /// <summary>For every request for which the upstream searched the web, however often.</summary>
    public decimal PerThousandSearchingRequests { get; init; }
}

/// <summary>Rates for prompts of more than <paramref name="AbovePromptTokens"/> tokens.</summary>
public sealed record LongContextRates(int AbovePromptTokens, PriceRates Rates);

/// <summary>Rates of one service tier, with its own long-context rates where it has them.</summary>
public sealed record TierRates(PriceRates Rates)
{
    public IReadOnlyList<LongContextRates> LongContext { get => field ?? []; init; }
}
