namespace CodexFuncGateway.Catalog;

/// <summary>A model as a provider serves it: what the data say about the two, laid together once at start.</summary>
public sealed record ModelOffer(Provider Provider, Model Model, Capabilities Capabilities)
{
    /// <summary><c>provider/model</c>.</summary>
    public string Name { get; } = $"{Provider.Name}/{Model.Id}";

    public string DisplayName => Model.DisplayName ?? Model.Id;

    /// <summary>The id of the dialect it is served in.</summary>
    public string Dialect => Model.Dialect ?? Provider.Dialect;

    /// <summary>
    /// The newest price that has begun by a day. The oldest one holds before its own day too, since most rows are dated by when they were read;
    /// null where nobody said what the model costs.
    /// </summary>
    public ModelPrice? PriceOn(DateOnly day)
    {
        var prices = Model.Prices;
        for (var i = prices.Count - 1; i >= 0; i--)
        {
            if (prices[i].From <= day || i == 0)
            {
                return prices[i];
            }
        }

        return Provider.DefaultPrice;
    }
}
