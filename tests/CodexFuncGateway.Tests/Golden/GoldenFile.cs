using CodexFuncGateway.Tests.Laws.Support;

namespace CodexFuncGateway.Tests.Golden;

/// <summary>
/// What was once read and found good. With the environment variable <c>UPDATE_GOLDEN=1</c> the files are written anew, and the diff is
/// the review.
/// </summary>
internal static class GoldenFile
{
    public static void AssertEqual(string name, string actual)
    {
        var file = Path.Combine(RepositoryFolder.Tests, "Golden", "Files", $"{name}.golden");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        Assert.True(File.Exists(file), $"There is no {file}; set UPDATE_GOLDEN=1 to write it.");
        Assert.Equal(File.ReadAllText(file), actual);
    }
}
