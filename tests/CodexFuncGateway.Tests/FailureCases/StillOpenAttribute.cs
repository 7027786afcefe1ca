namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>Says which part of a case's right behaviour is not built yet, and so is not tested.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StillOpenAttribute(string what) : Attribute
{
    public string What => what;
}
