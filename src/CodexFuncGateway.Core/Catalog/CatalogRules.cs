namespace CodexFuncGateway.Catalog;

/// <summary>What catalog data must be beyond its shape, in sentences for the person who wrote it.</summary>
internal static class CatalogRules
{
    public static void Demand(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new CatalogException(otherwise);
        }
    }

    public static Provider Check(Provider provider, string place)
    {
        Demand(provider.Name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '_'), $"{place}: a provider's name is made of a-z, 0-9, - and _.");
        CheckBaseUrl(provider.BaseUrl, provider, place);
        CheckHeaders(provider, place);
        CheckNames([provider.BaseUrl, provider.Path], provider, place);
        CheckWeights(provider.Auth.KeyWeights, place);
        foreach (var (name, parameter) in provider.Parameters)
        {
            CheckNames([parameter.Default, .. parameter.Cases.Values, parameter.By is null ? null : $"{{{parameter.By}}}"], provider, $"{place}, parameter {name}");
        }

        foreach (var host in provider.FollowUpHosts)
        {
            Demand(AddressTemplate.IsSafe(host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host) && host.Contains('.'), $"{place}: {host} is not a host to which a reply may send on.");
        }

        if (provider.DefaultPrice is { } price)
        {
            CheckRates(price, place);
        }

        return provider with { BaseUrl = provider.BaseUrl?.TrimEnd('/') };
    }

    /// <summary>Returns the model with prices oldest first, as <see cref="ModelOffer.PriceOn"/> expects.</summary>
    public static Model Check(Model model, string place)
    {
        Demand(model.Id.Length > 0, $"{place}: the id is empty.");
        Demand(model.ContextWindow > 0, $"{place}: the context window is not a positive number of tokens.");
        Demand(model.MaxOutputTokens > 0, $"{place}: the most output tokens are not a positive number.");
        foreach (var price in model.Prices)
        {
            CheckRates(price, place);
        }

        return model with { Prices = [.. model.Prices.OrderBy(price => price.From)] };
    }

    /// <summary>Returns the model, whose address and parameters are its provider's to understand.</summary>
    public static Model CheckAddress(Model model, Provider provider, string place)
    {
        CheckBaseUrl(model.BaseUrl, provider, place);
        CheckNames([model.BaseUrl, model.Path], provider, place);
        foreach (var (name, value) in model.Parameters)
        {
            Demand(provider.Parameters.ContainsKey(name), $"{place}: {provider.Name} has no parameter {name}.");
            Demand(AddressTemplate.IsSafe(value), $"{place}: the parameter {name} is \"{value}\", which cannot be part of an address.");
        }

        return model with { BaseUrl = model.BaseUrl?.TrimEnd('/') };
    }

    private static void CheckWeights(IReadOnlyList<int> weights, string place)
    {
        Demand(weights.Count <= ProviderAuth.MostKeys, $"{place}: there are {weights.Count} weights of keys; {ProviderAuth.MostKeys} keys are the most.");
        Demand(weights.Count == 0 || (weights.All(weight => weight >= 0) && weights.Any(weight => weight > 0)), $"{place}: weights of keys are whole numbers from 0, and one is more than 0.");
    }

    /// <summary>A name and a password in an address would be shown wherever the address is.</summary>
    private static void CheckBaseUrl(string? template, Provider provider, string place)
    {
        if (template is null)
        {
            return;
        }

        var isAddress = Uri.TryCreate(AddressTemplate.Replace(template, _ => "x"), UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
        Demand(isAddress, $"{place}: the base URL {template} is not an http or https address.");
        Demand(address!.UserInfo.Length == 0 && address.Fragment.Length == 0, $"{place}: a base URL holds no user name and no fragment; a credential is set as Providers:{provider.Name}:ApiKey.");
        Demand(
            provider.AllowHttp || SafeTransport.Leads(address),
            $"{place}: the base URL {template} is not https; where the network between is private, set Providers:{provider.Name}:AllowHttp to true.");
    }

    private static void CheckHeaders(Provider provider, string place)
    {
        foreach (var (name, value) in provider.Headers.Append(new(provider.Auth.Header ?? "Authorization", provider.Auth.Prefix)))
        {
            Demand(HeaderText.IsName(name) && HeaderText.IsValue(value), $"{place}: the header {name} has a name or a value that HTTP does not allow.");
        }
    }

    private static void CheckNames(IEnumerable<string?> templates, Provider provider, string place)
    {
        foreach (var name in templates.SelectMany(AddressTemplate.Names))
        {
            Demand(name == ModelParameters.ModelName || provider.Parameters.ContainsKey(name), $"{place} speaks of {{{name}}}, which is no parameter of {provider.Name}.");
        }
    }

    public static void CheckRates(ModelPrice price, string place)
    {
        var tiers = price.Tiers.Values;
        PriceRates[] rates =
        [
            price.Rates, .. price.LongContext.Select(tier => tier.Rates),
            .. tiers.Select(tier => tier.Rates), .. tiers.SelectMany(tier => tier.LongContext).Select(tier => tier.Rates),
        ];
        var lowest = rates.SelectMany(rate => new[] { rate.Input, rate.Output, rate.CacheRead ?? 0, rate.CacheWrite5m ?? 0, rate.CacheWrite1h ?? 0 }).Min();
        var fees = price.Fees;
        lowest = Math.Min(lowest, Math.Min(fees.PerThousandRequests, Math.Min(fees.PerThousandSearches, fees.PerThousandSearchingRequests)));
        Demand(lowest >= 0, $"{place}: a price is negative.");
    }
}
