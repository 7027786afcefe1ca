using System.ComponentModel;
using System.Diagnostics;

namespace CodexFuncGateway.CodexTests.Harness;

/// <summary>One exact version of an npm package, fetched once into the user's cache folder and shared by every test run on the machine.</summary>
internal sealed record NpmPackage(string Name, string Version)
{
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(5);

    /// <summary>Packages that it needs beside it, which npm would otherwise choose: <c>name@version</c>.</summary>
    public IReadOnlyList<string> Beside { get; init; } = [];

    private string[] All => [$"{Name}@{Version}", .. Beside];

    /// <summary>The names as a folder's: <c>@openai/codex</c> has a character that folders cannot have.</summary>
    private string FolderName => string.Join('+', All.Select(package => package.TrimStart('@').Replace('/', '-').Replace('@', '-')));

    public NpmInstallation Install()
    {
        Directory.CreateDirectory(CacheFolder());
        using var onlyOne = new Mutex(false, $"codexfuncgateway-{FolderName}", new NamedWaitHandleOptions { CurrentUserOnly = true, CurrentSessionOnly = false });
        if (!Acquire(onlyOne))
        {
            return new NpmInstallation(null, $"Another test run has been installing {Name}@{Version} for too long.");
        }

        try
        {
            var folder = Path.Combine(CacheFolder(), FolderName);
            var problem = Directory.Exists(folder) ? null : Fetch(folder);
            return problem is null ? new NpmInstallation(folder, null) : new NpmInstallation(null, problem);
        }
        finally
        {
            onlyOne.ReleaseMutex();
        }
    }

    private static bool Acquire(Mutex onlyOne)
    {
        try
        {
            // Longer than the holder may take.
            return onlyOne.WaitOne(InstallLimit * 2);
        }
        catch (AbandonedMutexException)
        {
            // The run that held it was killed. Its unfinished folder has another name, so nothing half-made is found below.
            return true;
        }
    }

    /// <summary>Installs beside the final folder and renames at the end, so that the folder's existence means "complete".</summary>
    private string? Fetch(string folder)
    {
        var unfinished = $"{folder}-{Guid.NewGuid():N}";
        Directory.CreateDirectory(unfinished);
        try
        {
            var result = ChildProcess.RunAsync(StartNpm(unfinished), InstallLimit).GetAwaiter().GetResult();
            if (result.ExitCode != 0)
            {
                return $"npm could not install {Name}@{Version}: {result.Error.Trim()}";
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

    private ProcessStartInfo StartNpm(string folder)
    {
        string[] arguments = ["install", "--prefix", folder, "--no-audit", "--no-fund", "--loglevel=error", .. All];
        return OperatingSystem.IsWindows() ? new ProcessStartInfo("cmd.exe", ["/c", "npm", .. arguments]) : new ProcessStartInfo("npm", arguments);
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
