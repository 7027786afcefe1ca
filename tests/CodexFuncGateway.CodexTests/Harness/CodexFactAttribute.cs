namespace CodexFuncGateway.CodexTests.Harness;

/// <summary>A test that needs the real Codex CLI: skipped with the reason where npm cannot be reached, but never in CI, where it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CodexFactAttribute : FactAttribute
{
    public CodexFactAttribute() => Skip = Availability.SkipReason(() => CodexInstallation.Current.Problem);
}
