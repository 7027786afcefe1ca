namespace CodexFuncGateway.CodexTests.Harness;

/// <summary>The theory that goes with <see cref="CodexFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CodexTheoryAttribute : TheoryAttribute
{
    public CodexTheoryAttribute() => Skip = Availability.SkipReason(() => CodexInstallation.Current.Problem);
}
