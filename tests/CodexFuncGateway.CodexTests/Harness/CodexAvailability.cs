namespace CodexFuncGateway.CodexTests.Harness;

/// <summary>Decides at discovery whether a missing Codex skips a test or lets it fail.</summary>
internal static class CodexAvailability
{
    public static string? SkipReason() => IsContinuousIntegration() ? null : CodexInstallation.Current.Problem;

    private static bool IsContinuousIntegration() =>
        string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);
}
