using CodexFuncGateway.Ledger;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Tests.Costs;
using CodexFuncGateway.Tests.FrontDoor;
using CodexFuncGateway.Tests.Support;
using CodexFuncGateway.Translation;
using Microsoft.Extensions.DependencyInjection;

namespace CodexFuncGateway.Tests.Http.Administration;

/// <summary>A gateway with an administrator and a few calls of November 2026, most of them rolled up. It is noon of the 4th there.</summary>
public sealed class CostsGateway : IAsyncLifetime
{
    public const string AdminKey = "admin-key-of-the-tests";

    private readonly ReadRanges store = new();

    public GatewayUnderTest Gateway { get; private set; } = null!;

    internal CostsUnderTest Costs { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var settings = new Dictionary<string, string?> { ["Gateway:AdminKey"] = AdminKey };
        Gateway = await GatewayUnderTest.StartAsync(settings, services => services.AddSingleton<ITableStore>(store));
        Costs = new CostsUnderTest(store, Gateway.Time);
        foreach (var (call, i) in Calls().Select((call, i) => (call, i)))
        {
            await Costs.WriteAsync(call with { RequestId = $"req_{i + 1}" });
        }

        await Costs.RollUpAsync();
    }

    public async Task DisposeAsync() => await Gateway.DisposeAsync();

    internal Task<Answer> GetAsync(string path, string? key = AdminKey) => Gateway.GetAsync(path, ("Authorization", $"Bearer {key}"));

    private static IEnumerable<LedgerEntry> Calls()
    {
        var ann = Call("11-02T09:15", 17_388_450, new TokenUsage { FreshInputTokens = 6, CacheReadTokens = 6_289, CacheWrite5mTokens = 3_337, OutputTokens = 198, ReasoningTokens = 20 }) with
        {
            KeyId = "key-ann", User = "ann", Team = "search", Tags = ["project=atlas", "ci"], SessionId = "session-1",
            Provider = "anthropic", ModelAsked = "anthropic/claude-sonnet-5", ModelServed = "claude-sonnet-5", Dialect = "anthropic-messages",
        };
        var bob = Call("11-03T14:40", 4_250_001, new TokenUsage { FreshInputTokens = 500, OutputTokens = 100, Searches = 1 }) with
        {
            KeyId = "key-bob", User = "bob", Team = "billing", Tags = ["project=atlas"],
            Provider = "openai", ModelAsked = "daily", ModelServed = "gpt-5.5", Dialect = "openai-responses",
        };
        return
        [
            ann,
            ann with { StartedAt = CostsUnderTest.At("11-03T10:05"), CostNanoUsd = 2_000_000, SessionId = "session-2" },
            bob,
            bob with { StartedAt = CostsUnderTest.At("11-03T14:50"), CostNanoUsd = 0, Outcome = LedgerOutcome.Rejected, Status = 429, Usage = new TokenUsage() },
            bob with { StartedAt = CostsUnderTest.At("11-04T08:30"), CostNanoUsd = 1_000_000_000, IsEstimate = true },
            ann with { StartedAt = CostsUnderTest.At("11-04T11:20"), CostNanoUsd = 30_000_000, Tags = [] },
            bob with { StartedAt = CostsUnderTest.At("11-04T11:59"), CostNanoUsd = 77_000_000, Outcome = LedgerOutcome.Open, Status = null },
        ];
    }

    private static LedgerEntry Call(string startedAt, long nanoUsd, TokenUsage usage) => new()
    {
        RequestId = "", KeyId = "", ModelAsked = "", Outcome = LedgerOutcome.Completed, Status = 200, FirstTokenMs = 420, DurationMs = 3_100,
        CostNanoUsd = nanoUsd, Usage = usage, PriceVersion = "2026-08-01/litellm@2026-08-01", StartedAt = CostsUnderTest.At(startedAt),
    };
}
