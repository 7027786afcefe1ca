using System.ComponentModel;
using System.Diagnostics;

namespace CodexFuncGateway.CodexTests.Harness;

/// <summary>The pinned Codex CLI, fetched once from npm into the user's cache folder and shared by every test run on the machine.</summary>
internal sealed class CodexInstallation
{
    public const string Version = "0.169.0";

    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(5);
    private static readonly Lazy<CodexInstallation> Shared = new(Install);

    private CodexInstallation(string? executable, string? problem) => (Executable, Problem) = (executable, problem);

    public static CodexInstallation Current => Shared.Value;

    /// <summary>The native program, or null when it could not be installed.</summary>
    public string? Executable { get; }

    /// <summary>Why there is no Codex here; null when there is one.</summary>
    public string? Problem { get; }

    private static CodexInstallation Install()
    {
        var folder = Path.Combine(CacheFolder(), $"codex-{Version}");
        Directory.CreateDirectory(CacheFolder());
        using var onlyOne = new Mutex(initiallyOwned: false, $"codexfuncgateway-codex-{Version}");
        Acquire(onlyOne);
        try
        {
            var problem = Directory.Exists(folder) ? null : Fetch(folder);
            return problem is null ? Find(folder) : new CodexInstallation(null, problem);
        }
        finally
        {
            onlyOne.ReleaseMutex();
        }
    }

    private static void Acquire(Mutex onlyOne)
    {
        try
        {
            onlyOne.WaitOne(InstallLimit);
        }
        catch (AbandonedMutexException)
        {
            // The run that held it was killed. Its unfinished folder has another name, so nothing half-made is found below.
        }
    }

    /// <summary>Installs beside the final folder and renames at the end, so that the folder's existence means "complete".</summary>
    private static string? Fetch(string folder)
    {
        var unfinished = $"{folder}-{Guid.NewGuid():N}";
        Directory.CreateDirectory(unfinished);
        try
        {
            var result = ChildProcess.RunAsync(NpmInstall(unfinished), InstallLimit).GetAwaiter().GetResult();
            if (result.ExitCode != 0)
            {
                return $"npm could not install @openai/codex@{Version}: {result.Error.Trim()}";
            }

            Directory.Move(unfinished, folder);
            return null;
        }
        catch (Win32Exception exception)
        {
            return $"npm could not be started: {exception.Message}";
        }
        finally
        {
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }
        }
    }

    private static ProcessStartInfo NpmInstall(string folder)
    {
        string[] arguments = ["install", "--prefix", folder, "--no-audit", "--no-fund", "--loglevel=error", $"@openai/codex@{Version}"];
        return OperatingSystem.IsWindows() ? new ProcessStartInfo("cmd.exe", ["/c", "npm", .. arguments]) : new ProcessStartInfo("npm", arguments);
    }

    private static CodexInstallation Find(string folder)
    {
        var program = OperatingSystem.IsWindows() ? "codex.exe" : "codex";
        var vendors = Path.Combine(folder, "node_modules", "@openai");
        var executable = Directory.EnumerateFiles(vendors, program, SearchOption.AllDirectories)
            .FirstOrDefault(path => path.Contains($"{Path.DirectorySeparatorChar}vendor{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        return executable is null
            ? new CodexInstallation(null, $"@openai/codex@{Version} has no program for this platform under {vendors}.")
            : new CodexInstallation(executable, null);
    }

    private static string CacheFolder()
    {
        var root = OperatingSystem.IsWindows()
            ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
                ? cache
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return Path.Combine(root, "codexfuncgateway");
    }
}
