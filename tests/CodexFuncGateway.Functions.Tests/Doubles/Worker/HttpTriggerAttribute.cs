namespace Microsoft.Azure.Functions.Worker;

/// <summary>Stands for the binding to requests of certain methods at a route.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods) : Attribute
{
    public AuthorizationLevel AuthLevel => authLevel;

    public string[]? Methods => methods;

    public string? Route { get; set; }
}
