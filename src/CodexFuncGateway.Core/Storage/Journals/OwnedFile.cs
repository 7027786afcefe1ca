namespace CodexFuncGateway.Storage.Journals;

/// <summary>Files that one process has to itself, and that nobody but their owner may read.</summary>
internal static class OwnedFile
{
    /// <summary>
    /// Not shared: a second process on the same file fails here instead of spoiling the first one's; the system ends the claim with the
    /// process. Not buffered: what is written is with the operating system.
    /// </summary>
    public static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open)
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }
}
