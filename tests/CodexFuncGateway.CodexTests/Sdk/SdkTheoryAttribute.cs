using CodexFuncGateway.CodexTests.Harness;

namespace CodexFuncGateway.CodexTests.Sdk;

/// <summary>The theory that goes with <see cref="SdkFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SdkTheoryAttribute : TheoryAttribute
{
    public SdkTheoryAttribute() => Skip = Availability.SkipReason(() => ClientSdk.FindProblem());
}
