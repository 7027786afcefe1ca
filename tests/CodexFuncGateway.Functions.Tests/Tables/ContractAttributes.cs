using CodexFuncGateway.CodexTests.Harness;
using CodexFuncGateway.Functions.Tests.Tables;

namespace CodexFuncGateway.Tests.Storage;

/// <summary>
/// Takes the place of xunit's attribute for the contract, whose sources are compiled here in this namespace: where npm cannot be reached, it is skipped with the reason, but never in CI.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactAttribute : Xunit.FactAttribute
{
    public FactAttribute() => Skip = Availability.SkipReason(() => Azurite.Problem);
}

/// <inheritdoc cref="FactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TheoryAttribute : Xunit.TheoryAttribute
{
    public TheoryAttribute() => Skip = Availability.SkipReason(() => Azurite.Problem);
}
