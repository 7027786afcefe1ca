namespace CodexFuncGateway.Catalog;

/// <summary>Why a model that the catalog lists cannot be asked for, and what an operator can do about it.</summary>
internal static class Refusals
{
    /// <summary>Null where it can.</summary>
    public static string? Reason(ModelOffer offer)
    {
        var (provider, settings) = (offer.Provider, $"Providers:{offer.Provider.Name}");
        if (MissingAddress(provider, offer.Model) is { } missing)
        {
            return $"The model {offer.Name} has no address yet: the gateway's operator sets {missing}.";
        }

        // What cannot be counted must not be spent: an unknown price is never taken for zero.
        return offer.Model.Prices.Count == 0 && provider.DefaultPrice is null
            ? $"The model {offer.Name} has no price, so its cost could not be counted: the gateway's operator sets {settings}:DefaultPrice:Rates:Input and :Output, in USD per million tokens."
            : null;
    }

    /// <summary>The settings that complete the address of a model; null where it is complete.</summary>
    public static string? MissingAddress(Provider provider, Model model)
    {
        var settings = $"Providers:{provider.Name}";
        return ModelAddress.BaseUrl(provider, model) is null
            ? $"{settings}:BaseUrl"
            : ModelAddress.Missing(provider, model) is [_, ..] names ? string.Join(" and ", names.Select(name => $"{settings}:Parameters:{name}")) : null;
    }
}
