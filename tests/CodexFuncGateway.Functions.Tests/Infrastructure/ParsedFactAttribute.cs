using CodexFuncGateway.CodexTests.Harness;

namespace CodexFuncGateway.Functions.Tests.Infrastructure;

/// <summary>A test that needs the parsers: skipped with the reason where npm cannot be reached, but never in CI, where it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ParsedFactAttribute : FactAttribute
{
    public ParsedFactAttribute() => Skip = Availability.SkipReason(() => ParsedFiles.Problem);
}
