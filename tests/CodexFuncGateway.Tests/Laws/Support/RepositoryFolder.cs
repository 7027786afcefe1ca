namespace CodexFuncGateway.Tests.Laws.Support;

/// <summary>Finds the sources of these tests, which hold the fixtures and the golden files.</summary>
internal static class RepositoryFolder
{
    /// <summary>The folder of this test project.</summary>
    public static string Tests { get; } = Path.Combine(FindRoot(), "tests", "CodexFuncGateway.Tests");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CodexFuncGateway.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("These tests must run inside the repository.");
        }

        return folder.FullName;
    }
}
