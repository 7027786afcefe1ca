namespace CodexFuncGateway.Tests.Storage.Embedded;

/// <summary>A directory that goes with the test, and the journal in it as the operating system has it.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("gateway-tables-").FullName;

    public string Journal => System.IO.Path.Combine(Path, "tables.jsonl");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
