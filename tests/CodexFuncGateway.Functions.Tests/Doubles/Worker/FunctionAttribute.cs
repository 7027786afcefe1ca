namespace Microsoft.Azure.Functions.Worker;

/// <summary>Stands for the attribute that makes a method a function.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FunctionAttribute(string name) : Attribute
{
    public string Name => name;
}
