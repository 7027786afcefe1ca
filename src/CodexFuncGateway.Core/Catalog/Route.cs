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

    /// <summary><c>provider/model</c>, whatever alias was asked for.</summary>
    public string Name => $"{Provider.Name}/{Model.Id}";
}
