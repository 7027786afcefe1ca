using CodexFuncGateway.CodexTests.Harness;

namespace CodexFuncGateway.CodexTests.Sdk;

/// <summary>A test that needs SDKs: skipped with the reason where npm cannot be reached, but never in CI, where it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SdkFactAttribute : FactAttribute
{
    public SdkFactAttribute() => Skip = Availability.SkipReason(() => ClientSdk.FindProblem());
}
