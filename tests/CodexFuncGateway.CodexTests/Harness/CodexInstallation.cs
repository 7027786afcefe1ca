namespace CodexFuncGateway.CodexTests.Harness;

/// <summary>The pinned Codex CLI.</summary>
internal sealed class CodexInstallation
{
    private static readonly NpmPackage Package = new("@openai/codex", "0.169.0");
    private static readonly Lazy<CodexInstallation> Shared = new(Install);

    private CodexInstallation(string? executable, string? problem) => (Executable, Problem) = (executable, problem);

    public static CodexInstallation Current => Shared.Value;

    /// <summary>The native program, or null when it could not be installed.</summary>
    public string? Executable { get; }

    /// <summary>Why there is no Codex here; null when there is one.</summary>
    public string? Problem { get; }

    private static CodexInstallation Install()
    {
        var installation = Package.Install();
        return installation.Folder is { } folder ? Find(folder) : new CodexInstallation(null, installation.Problem);
    }

    private static CodexInstallation Find(string folder)
    {
        var program = OperatingSystem.IsWindows() ? "codex.exe" : "codex";
        var vendors = Path.Combine(folder, "node_modules", "@openai");
        var executable = Directory.EnumerateFiles(vendors, program, SearchOption.AllDirectories)
            .FirstOrDefault(path => path.Contains($"{Path.DirectorySeparatorChar}vendor{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        return executable is null
            ? new CodexInstallation(null, $"{Package.Name}@{Package.Version} has no program for this platform under {vendors}.")
            : new CodexInstallation(executable, null);
    }
}
