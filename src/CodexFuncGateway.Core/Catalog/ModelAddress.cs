namespace CodexFuncGateway.Catalog;

/// <summary>Where a model is served, as far as data and settings complete it.</summary>
internal static class ModelAddress
{
    public static string? BaseUrl(Provider provider, Model model) => Fill(model.BaseUrl ?? provider.BaseUrl, provider, model);

    /// <summary>Null: the dialect's usual path.</summary>
    public static string? Path(Provider provider, Model model) => Fill(model.Path ?? (model.Dialect is null ? provider.Path : null), provider, model);

    /// <summary>The parameters without which the address is not complete.</summary>
    public static IReadOnlyList<string> Missing(Provider provider, Model model) =>
        [.. AddressTemplate.Names(BaseUrl(provider, model)).Concat(AddressTemplate.Names(Path(provider, model))).Distinct()];

    private static string? Fill(string? template, Provider provider, Model model) => template is null ? null : new ModelParameters(provider, model).Fill(template);
}
