namespace CodexFuncGateway.Tests.Support;

/// <summary>Chance that always falls the same way.</summary>
public sealed class FixedRandom(double value) : Random
{
    public override double NextDouble() => value;
}
