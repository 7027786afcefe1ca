namespace CodexFuncGateway.Catalog;

/// <summary>The values of a provider's parameters as they are for one of its models, and the addresses that they complete.</summary>
public sealed record ModelParameters(Provider Provider, Model Model)
{
    /// <summary>Names the upstream's model in an address.</summary>
    public const string ModelName = "model";

    // Data that names itself in a circle is refused at start; this only keeps the check itself from running round.
    private const int DeepestReference = 8;

    /// <summary>Those of a model that fixes none.</summary>
    public static ModelParameters Of(Provider provider) => new(provider, new Model { Id = "any" });

    /// <summary>A parameter's value; null where it has none or the provider declares no such parameter.</summary>
    public string? Value(string name) => Find(name, depth: 0);

    /// <summary>Puts values where their names stand in braces. A parameter without a value stays as it stands.</summary>
    public string Fill(string template) => Fill(template, depth: 0);

    private string Fill(string template, int depth) =>
        AddressTemplate.Replace(template, name => name == ModelName ? AddressTemplate.Escape(Model.UpstreamId ?? Model.Id) : Find(name, depth + 1));

    private string? Find(string name, int depth)
    {
        if (depth > DeepestReference || !Provider.Parameters.TryGetValue(name, out var parameter))
        {
            return null;
        }

        if ((Model.Parameters.GetValueOrDefault(name) ?? parameter.Configured) is { } given)
        {
            return given;
        }

        var template = parameter.By is { } by && parameter.Cases.TryGetValue(Find(by, depth + 1) ?? "", out var chosen) ? chosen : parameter.Default;
        return template is null ? null : Fill(template, depth);
    }
}
