using CodexFuncGateway.CodexTests.Harness;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Local;
using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CodexFuncGateway.CodexTests;

/// <summary>What a session of the real Codex costs, down to the last token.</summary>
public sealed class SessionCostTests : IDisposable
{
    private const string Key = "cost-tests-key";

    // USD per million tokens of claude-sonnet-4-5 times a thousand: nano-USD per token. Anthropic's price list, 2025-09.
    private const long Input = 3_000;
    private const long CacheRead = 300;
    private const long CacheWrite = 3_750;
    private const long Output = 15_000;

    private static readonly ScriptedUsage[] Counts =
    [
        new(4_001, 0, 12_345, 57, 20), new(17, 16_346, 911, 203, 150), new(23, 17_257, 300, 41, 40),
        new(11, 17_557, 250, 199, 30), new(19, 17_807, 333, 43, 0), new(7, 18_140, 401, 31, 10),
    ];

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("gateway-cost-");

    [CodexFact]
    public async Task A_sessions_rows_add_up_to_what_the_provider_counted()
    {
        var script = new ScriptedSession([.. RepairSession.Script.Steps.Zip(Counts, (step, usage) => step with { Usage = usage })]);
        await using var upstream = await SimulatedProviders.StartAsync("anthropic", script);
        await using var host = await LocalHost.StartAsync(
            ["--urls", "http://127.0.0.1:0"],
            new Dictionary<string, string?>(SimulatedProviders.SettingsOf("anthropic", upstream).Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            {
                ["Gateway:DataDirectory"] = data.FullName, ["Gateway:DevKey"] = Key, ["Gateway:Tags"] = "project",
                ["Budgets:all:Scope"] = "everything", ["Budgets:all:Period"] = "day", ["Budgets:all:LimitUsd"] = "50",
            });
        using var workspace = CodexWorkspace.With(RepairSession.Files);
        var target = new CodexTarget($"{host.Address}/openai/v1", Key, "anthropic/claude-sonnet-4-5");
        var tagged = target with { ConfigToml = target.ConfigToml + "env_http_headers = { \"x-gateway-tag-project\" = \"CODEX_GATEWAY_PROJECT\" }\n" };
        Environment.SetEnvironmentVariable("CODEX_GATEWAY_PROJECT", "atlas");

        var run = await CodexSession.RunAsync(tagged, workspace, RepairSession.Prompt);

        Assert.True(run.Result.ExitCode == 0, run.Transcript);
        var rows = await ReadAsync(host);
        Assert.Equal(Counts.Sum(Cost), rows.Sum(row => row.CostNanoUsd));
        Assert.Equal(Counts.Select(Cost).Order(), rows.Select(row => row.CostNanoUsd).Order());
        Assert.Equal(
            (Counts.Sum(count => count.FreshInput), Counts.Sum(count => count.CacheRead), Counts.Sum(count => count.CacheWrite), Counts.Sum(count => count.Output)),
            (rows.Sum(row => row.Usage.FreshInputTokens), rows.Sum(row => row.Usage.CacheReadTokens), rows.Sum(row => row.Usage.CacheWrite5mTokens), rows.Sum(row => row.Usage.OutputTokens)));
        Assert.All(rows, row => Assert.Equal(("turn", "project=atlas", false), (row.RequestKind, Assert.Single(row.Tags), row.IsEstimate)));
        Assert.NotNull(Assert.Single(rows.Select(row => row.SessionId).Distinct()));
        Assert.Equal(rows[0].SessionId, Assert.Single(rows.Select(row => row.ThreadId).Distinct()));
    }

    public void Dispose() => data.Delete(recursive: true);

    private static long Cost(ScriptedUsage count) =>
        (count.FreshInput * Input) + (count.CacheRead * CacheRead) + (count.CacheWrite * CacheWrite) + (count.Output * Output);

    private static async Task<IReadOnlyList<LedgerEntry>> ReadAsync(LocalHost host)
    {
        await host.Services.GetRequiredService<LedgerWriter>().FlushAsync(CancellationToken.None);
        var now = host.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        return await new LedgerReader(host.Services.GetRequiredService<ITableStore>()).ReadNewestFirstAsync("dev", now.AddDays(-1), now.AddDays(1), CancellationToken.None).ToListAsync();
    }
}
