namespace Microsoft.Azure.Functions.Worker;

/// <summary>Stands for the keys that a Functions host may ask of a caller.</summary>
public enum AuthorizationLevel
{
    Anonymous,
    User,
    Function,
    System,
    Admin,
}
