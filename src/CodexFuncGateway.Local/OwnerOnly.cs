namespace CodexFuncGateway.Local;

/// <summary>Files and directories that nobody but their owner may read. On Windows they inherit the rights of the user's own folders.</summary>
internal static class OwnerOnly
{
    private const UnixFileMode ReadWrite = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, ReadWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>The file's text; where there is no such file, it is made first.</summary>
    public static string ReadOrCreate(string path, Func<string> create)
    {
        if (!File.Exists(path))
        {
            Write(path, create());
        }

        return File.ReadAllText(path);
    }

    /// <summary>Under another name first, so that a file is never found half-written.</summary>
    private static void Write(string path, string text)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = ReadWrite;
        }

        using (var writer = new StreamWriter(unfinished, options))
        {
            writer.Write(text);
        }

        MoveUnlessThere(unfinished, path);
    }

    private static void MoveUnlessThere(string from, string to)
    {
        try
        {
            File.Move(from, to);
        }
        catch (IOException) when (File.Exists(to))
        {
            // Another process was faster; both go on with its file.
            File.Delete(from);
        }
    }
}
