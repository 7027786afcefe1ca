namespace CodexFuncGateway.Tests.Docs;

/// <summary>The repository's own files, found from where the tests run.</summary>
internal static class RepositoryFiles
{
    public static string Path(string name) => System.IO.Path.Combine(Root(), name);

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(directory.FullName, "CodexFuncGateway.sln")))
        {
            directory = directory.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return directory.FullName;
    }
}
