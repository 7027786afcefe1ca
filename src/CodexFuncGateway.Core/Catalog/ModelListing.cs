namespace CodexFuncGateway.Catalog;

/// <summary>
/// Chooses the names to list: aliases, then every model that can be served, by its full name and, for a provider that goes without its name,
/// by its bare one. Codex matches names exactly and throws a list with a duplicate away, so each is listed once and none is left out.
/// </summary>
internal static class ModelListing
{
    public static IReadOnlyList<ListedModel> Choose(ProviderCatalog catalog, IReadOnlySet<string> offeredProviders, ModelAccess access)
    {
        var listed = new OrderedDictionary<string, ListedModel>(StringComparer.Ordinal);
        foreach (var (alias, offers) in catalog.Aliases)
        {
            ModelOffer[] allowed = [.. offers.Where(offer => access.Allows(alias, offer))];
            if (allowed.Any(offer => offeredProviders.Contains(offer.Provider.Name)))
            {
                listed.TryAdd(alias, new ListedModel(alias, allowed) { DisplayName = alias });
            }
        }

        var served = catalog.Offers.Where(offer => offeredProviders.Contains(offer.Provider.Name) && access.Allows(offer.Name, offer) && Refusals.Reason(offer) is null);
        foreach (var offer in served)
        {
            // Every Codex turn brings tools, so a model without them would only be refused.
            listed.TryAdd(offer.Name, new ListedModel(offer.Name, [offer]) { IsHidden = !offer.Capabilities.Tools });
            if (offer.Provider.BareNames)
            {
                listed.TryAdd(offer.Model.Id, new ListedModel(offer.Model.Id, [offer]) { IsHidden = true });
            }
        }

        return [.. listed.Values];
    }
}
