using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CodexFuncGateway.Storage.Journals;

namespace CodexFuncGateway.Ledger.Spool;

/// <summary>
/// The spool files of this machine's processes. Each is locked by the process that writes it for as long as that process lives, so one that
/// can be opened has lost its owner. Only their owner may read them, for rows name users.
/// </summary>
internal sealed class SpoolDirectory(SpoolOptions options, TimeProvider timeProvider)
{
    private const string Files = "*.jsonl";

    public string Path { get; } = System.IO.Path.Combine(options.SpoolDirectory is { Length: > 0 } chosen ? chosen : OfThisInstallation(), "ledger-spool");

    /// <summary>How many bytes lie in files, this process's own included.</summary>
    public long Length => Directory.Exists(Path) ? new DirectoryInfo(Path).EnumerateFiles(Files).Sum(file => file.Length) : 0;

    /// <summary>Opens a file of a new name, which sorts after those before it.</summary>
    public SpoolFile Create()
    {
        CreateDirectory();
        var now = timeProvider.GetUtcNow().UtcTicks.ToString("D19", CultureInfo.InvariantCulture);
        var name = $"{now}-{System.IO.Path.GetRandomFileName()}.jsonl";
        return new SpoolFile(OwnedFile.Open(System.IO.Path.Combine(Path, name), FileMode.CreateNew));
    }

    /// <summary>Takes over the files whose owners have died, oldest first.</summary>
    public IEnumerable<SpoolFile> TakeAbandoned()
    {
        if (!Directory.Exists(Path))
        {
            yield break;
        }

        foreach (var path in Directory.EnumerateFiles(Path, Files).Order(StringComparer.Ordinal).ToList())
        {
            if (TryTake(path) is { } file)
            {
                yield return file;
            }
        }
    }

    private static SpoolFile? TryTake(string path)
    {
        try
        {
            return new SpoolFile(OwnedFile.Open(path, FileMode.Open));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Its owner lives, or another process was faster.
            return null;
        }
    }

    /// <summary>A directory of that name that somebody else made is refused by the system here.</summary>
    private void CreateDirectory()
    {
        Directory.CreateDirectory(Path);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Two gateways on one machine may have different stores; their programs lie in different places.</summary>
    private static string OfThisInstallation()
    {
        var place = SHA256.HashData(Encoding.UTF8.GetBytes($"{AppContext.BaseDirectory} {Environment.UserName}"));
        return System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"codexfuncgateway-{Convert.ToHexStringLower(place.AsSpan(0, 6))}");
    }
}
