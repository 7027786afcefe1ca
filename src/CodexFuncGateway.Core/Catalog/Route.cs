namespace CodexFuncGateway.Catalog;

/// <summary>One concrete way to serve a model.</summary>
/// <param name="ModelAsked">The name the client used.</param>
/// <param name="Provider">Who serves it.</param>
/// <param name="Model">What the data says about it.</param>
/// <param name="Capabilities">The provider's capabilities with the model's own laid over them.</param>
/// <param name="Price">The price in force when the route was resolved.</param>
public sealed record Route(string ModelAsked, Provider Provider, Model Model, Capabilities Capabilities, ModelPrice Price)
{
    /// <summary>The model's name at the upstream.</summary>
    public string UpstreamModel => Model.UpstreamId ?? Model.Id;

    /// <summary>The id of the dialect it is served in.</summary>
    public string Dialect => Model.Dialect ?? Provider.Dialect;

    /// <summary>The values that complete the address, and on which a credential may depend.</summary>
    public ModelParameters Parameters { get; } = new(Provider, Model);

    /// <summary>The address, complete and without a trailing slash.</summary>
    public string? BaseUrl { get; } = ModelAddress.BaseUrl(Provider, Model);

    /// <summary>What follows the address; null: the dialect's usual path. A model with a dialect of its own leaves the provider's path behind.</summary>
    public string? Path { get; } = ModelAddress.Path(Provider, Model);

    /// <summary><c>provider/model</c>, whatever alias was asked for.</summary>
    public string Name { get; } = $"{Provider.Name}/{Model.Id}";

    /// <summary>The path of this route's data, or the dialect's usual one, in which <c>{model}</c> stands for the upstream's model.</summary>
    public string PathOr(string usual) => Path ?? Parameters.Fill(usual);
}
