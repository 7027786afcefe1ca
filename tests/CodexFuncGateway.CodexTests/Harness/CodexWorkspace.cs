namespace CodexFuncGateway.CodexTests.Harness;

/// <summary>A project folder and a Codex home of a test's own, both gone when the test ends.</summary>
internal sealed class CodexWorkspace : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("codex-test-");

    public CodexWorkspace()
    {
        Home = root.CreateSubdirectory("home").FullName;
        Project = root.CreateSubdirectory("project").FullName;
    }

    public string Home { get; }

    public string Project { get; }

    public static CodexWorkspace With(IReadOnlyDictionary<string, string> files)
    {
        var workspace = new CodexWorkspace();
        foreach (var (file, text) in files)
        {
            workspace.Write(file, text);
        }

        return workspace;
    }

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Project, file), text);

    public void Write(string file, byte[] content) => File.WriteAllBytes(Path.Combine(Project, file), content);

    public string Read(string file) => File.ReadAllText(Path.Combine(Project, file));

    /// <summary>What Codex wrote down of its session.</summary>
    public string ReadRollout() => File.ReadAllText(Directory.EnumerateFiles(Path.Combine(Home, "sessions"), "*.jsonl", SearchOption.AllDirectories).Single());

    public void Dispose() => root.Delete(recursive: true);
}
