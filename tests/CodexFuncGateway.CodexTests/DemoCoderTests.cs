using System.Text.RegularExpressions;
using CodexFuncGateway.CodexTests.Harness;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Local;
using CodexFuncGateway.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CodexFuncGateway.CodexTests;

/// <summary>What the README promises a newcomer: start the host, paste what it prints, and watch Codex change a file.</summary>
public sealed class DemoCoderTests : IDisposable
{
    private const string Key = "demo-tests-key";
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("gateway-demo-");

    [CodexFact]
    public async Task Codex_repairs_a_file_with_the_configuration_that_the_host_prints()
    {
        await using var host = await StartAsync();
        using var workspace = new CodexWorkspace();
        workspace.Write("hello.sh", "# greets\necho \"Helo\"\n");

        var run = await CodexSession.RunAsync(Target(host), workspace, "fix hello.sh so that it prints Hello, world");

        Assert.True(run.Result.ExitCode == 0, run.Transcript);
        Assert.Equal("# greets\necho \"Hello, world\"\n", workspace.Read("hello.sh"));
        Assert.EndsWith("Hello, world", run.Messages[^1]);
        Assert.DoesNotContain("Reconnecting", run.Transcript);
        await AssertSettledAsync(host, calls: 4);
    }

    [CodexFact]
    public async Task Codex_writes_a_file_where_there_was_none()
    {
        await using var host = await StartAsync();
        using var workspace = new CodexWorkspace();

        var run = await CodexSession.RunAsync(Target(host), workspace, "show me what you can do");

        Assert.True(run.Result.ExitCode == 0, run.Transcript);
        Assert.Equal("echo \"Hello, world\"\n", workspace.Read("hello.sh"));
        await AssertSettledAsync(host, calls: 5);
    }

    public void Dispose() => data.Delete(recursive: true);

    private Task<LocalHost> StartAsync() => LocalHost.StartAsync(
        ["--urls", "http://127.0.0.1:0"], new Dictionary<string, string?> { ["Gateway:DataDirectory"] = data.FullName, ["Gateway:DevKey"] = Key });

    private static CodexTarget Target(LocalHost host)
    {
        var configuration = Regex.Match(host.Greeting, @"^model = .*?^env_key = [^\n]+\n", RegexOptions.Multiline | RegexOptions.Singleline).Value;
        // Whoever runs the tests may have keys for other providers, which the host would then suggest.
        var ofDemo = Regex.Replace(configuration, "^model = .*$", "model = \"demo/coder\"", RegexOptions.Multiline);
        return new CodexTarget(host.Address, Key, "demo/coder") { ConfigToml = ofDemo };
    }

    private static async Task AssertSettledAsync(LocalHost host, int calls)
    {
        await host.Services.GetRequiredService<LedgerWriter>().FlushAsync(CancellationToken.None);
        var today = host.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var reader = new LedgerReader(host.Services.GetRequiredService<ITableStore>());
        var entries = await reader.ReadNewestFirstAsync("dev", today.AddDays(-1), today.AddDays(1), CancellationToken.None).ToListAsync();
        Assert.Equal(calls, entries.Count);
        Assert.All(entries, entry => Assert.Equal(("demo", LedgerOutcome.Completed, 200), (entry.Provider, entry.Outcome, entry.Status)));
    }
}
