namespace CodexFuncGateway.Catalog;

/// <summary>A name that a client may ask for, with what it should know beforehand.</summary>
internal sealed record ListedModel(string Slug, IReadOnlyList<ModelOffer> Offers)
{
    public string DisplayName { get; init; } = Offers[0].DisplayName;

    /// <summary>Whether pickers leave it out; it can be asked for all the same.</summary>
    public bool IsHidden { get; init; }

    /// <summary>The route that is tried first.</summary>
    public ModelOffer First => Offers[0];

    // An alias promises only what every one of its routes keeps.
    public int ContextWindow => Offers.Min(offer => offer.Model.ContextWindow);

    public bool TakesTools => Offers.All(offer => offer.Capabilities.Tools);

    public bool TakesImages => Offers.All(offer => offer.Capabilities.Images);

    public bool TakesVerbosity => Offers.All(offer => offer.Capabilities.Verbosity);

    public bool HasPriorityTier => Offers.All(offer => offer.Capabilities.ServiceTier && offer.Model.Prices.Any(price => price.Tiers.ContainsKey("priority")));

    /// <summary>When its oldest price began; the nearest thing to a date of creation that is known.</summary>
    public DateOnly Since => First.Model.Prices.Concat([First.Provider.DefaultPrice]).Min(price => price?.From) ?? default;
}
