namespace CodexFuncGateway.CodexTests.Harness;

/// <summary>Decides at discovery whether a program that could not be installed skips a test or lets it fail.</summary>
internal static class Availability
{
    /// <param name="findProblem">Why it could not be installed; not asked in CI, where nothing is skipped.</param>
    public static string? SkipReason(Func<string?> findProblem) => IsContinuousIntegration() ? null : findProblem();

    private static bool IsContinuousIntegration() =>
        string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);
}
