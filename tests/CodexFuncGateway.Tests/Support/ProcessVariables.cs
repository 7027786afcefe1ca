namespace CodexFuncGateway.Tests.Support;

/// <summary>Environment variables of this process, put back as they were at the end. Tests that use it run alone.</summary>
internal sealed class ProcessVariables : IDisposable
{
    private readonly Dictionary<string, string?> before = [];

    public void Set(string name, string? value)
    {
        before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }

    public void Dispose()
    {
        foreach (var (name, value) in before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }
}
