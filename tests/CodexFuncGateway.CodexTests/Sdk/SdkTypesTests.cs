using System.Text.Json;
using CodexFuncGateway.CodexTests.Harness;

namespace CodexFuncGateway.CodexTests.Sdk;

/// <summary>The types that events and chunks are held to are those of the pinned SDK. With <c>UPDATE_GOLDEN=1</c> they are written anew.</summary>
public sealed class SdkTypesTests
{
    [SdkFact]
    public async Task The_types_in_the_fixtures_are_the_SDK_s()
    {
        var file = Path.Combine(TestsFolder(), "CodexFuncGateway.Tests", "Fixtures", "sdk-types", "openai.json");

        var types = await SdkClient.PrintAsync(ClientSdk.TypeScript, new CodexTarget("", "", ""), "");

        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            await File.WriteAllTextAsync(file, types);
        }

        Assert.Equal(await File.ReadAllTextAsync(file), types);
        Assert.True(JsonElement.Parse(types).GetProperty("types").TryGetProperty("ResponseStreamEvent", out _));
    }

    private static string TestsFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CodexFuncGateway.sln")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, "tests");
    }
}
