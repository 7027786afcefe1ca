namespace CodexFuncGateway.Functions.Tests.Infrastructure;

/// <summary>A test that needs a POSIX shell.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ShellFactAttribute : FactAttribute
{
    public ShellFactAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows has no POSIX shell." : null;
}
