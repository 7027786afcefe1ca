namespace CodexFuncGateway.Catalog;

/// <summary>Why a model that the catalog lists cannot be asked for, and what an operator can do about it.</summary>
internal static class Refusals
{
    /// <summary>Null where it can.</summary>
    public static string? Reason(ModelOffer offer)
    {
        var (provider, settings) = (offer.Provider, $"Providers:{offer.Provider.Name}");
        if (provider.BaseUrl is null)
        {
            return $"The model {offer.Name} has no address yet: the gateway's operator sets {settings}:BaseUrl.";
        }

        // What cannot be counted must not be spent: an unknown price is never taken for zero.
        return offer.Model.Prices.Count == 0 && provider.DefaultPrice is null
            ? $"The model {offer.Name} has no price, so its cost could not be counted: the gateway's operator sets {settings}:DefaultPrice:Rates:Input and :Output, in USD per million tokens."
            : null;
    }
}
