using System.Globalization;
using CodexFuncGateway.Budgets;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Tests.FrontDoor;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace CodexFuncGateway.Tests.Budgets;

/// <summary>Four gateways on one store that takes 5 ms, a hundred streams, one dollar.</summary>
public sealed class FourGatewaysTests(ITestOutputHelper output)
{
    private const int Gateways = 4;
    private const int Streams = 100;
    private const long Limit = 1_000_000_000;

    // At 0.59 and 0.79 USD per million: as dense as text can be, a token a byte.
    private const int InputTokens = 600;
    private const int OutputTokens = 1_500;
    private const long Cost = ((InputTokens * 590L) + (OutputTokens * 790L));

    private static readonly ScriptedSession Session = new(
        [.. Enumerable.Repeat(new ScriptedStep { Text = "Forty-two.", Usage = new ScriptedUsage(InputTokens, 0, 0, OutputTokens, 0) }, 3_000)]);

    private static readonly string Question =
        $$"""{"model":"{{Wire.Chat.Model}}","stream":true,"max_output_tokens":{{OutputTokens}},"input":"{{new string('7', InputTokens)}}"}""";

    private readonly SlowTableStore store = new();
    private readonly Lock gate = new();
    private readonly List<long> leftAtRefusals = [];
    private int answered;
    private int transactionsAtHalf;
    private int answeredAtHalf;

    [Fact]
    public async Task They_spend_a_dollar_together_and_not_a_cent_more()
    {
        await using var upstream = await Wire.Chat.StartAsync(Session);
        var gateways = await Task.WhenAll(Enumerable.Range(0, Gateways).Select(_ => StartAsync(upstream)));

        await Task.WhenAll(Enumerable.Range(0, Streams).Select(stream => SpendAsync(gateways[stream % Gateways])));
        foreach (var gateway in gateways)
        {
            await gateway.DisposeAsync();
        }

        var settled = await SettledAsync();
        var rate = (double)transactionsAtHalf / answeredAtHalf;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"settled {settled / 1e9m} USD in {answered} calls; most left at a refusal {leftAtRefusals.Max() / 1e9m}; {rate:0.000} transactions a request over the first half, {store.Transactions(PoolRow.Table)} in all"));
        Assert.InRange(settled, Limit * 9 / 10, Limit);
        Assert.All(leftAtRefusals, left => Assert.InRange(left, 0, Limit / 5));
        Assert.InRange(rate, 0, 0.1);
        Assert.Equal(settled, answered * Cost);
        Assert.Equal(new PoolSums(settled, settled), await SumsAsync());
    }

    /// <summary>One stream after the other, until there is no money for another.</summary>
    private async Task SpendAsync(GatewayUnderTest gateway)
    {
        while (true)
        {
            var answer = await gateway.PostAsync(Question);
            lock (gate)
            {
                if (answer.Status != 200)
                {
                    Assert.True(answer.Code == "usage_limit_reached", answer.Text);
                    leftAtRefusals.Add(Limit - (answered * Cost));
                    return;
                }

                Assert.Equal("response.completed", answer.Terminal.Type);
                answered++;
                if (answeredAtHalf == 0 && answered * Cost >= Limit / 2)
                {
                    (answeredAtHalf, transactionsAtHalf) = (answered, store.Transactions(PoolRow.Table));
                }
            }
        }
    }

    private Task<GatewayUnderTest> StartAsync(UpstreamSimulator upstream) => GatewayUnderTest.StartAsync(
        new Dictionary<string, string?>(Wire.Chat.At(upstream).Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)))
        {
            ["Budgets:dollar:Scope"] = "everything", ["Budgets:dollar:Period"] = "total", ["Budgets:dollar:LimitUsd"] = "1.00",
        },
        services => services.AddSingleton(TimeProvider.System).AddSingleton<ITableStore>(store));

    private async Task<long> SettledAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        return await new LedgerReader(store).ReadNewestFirstAsync("dev", now.AddDays(-1), now.AddDays(1), default).AggregateAsync(0L, (sum, entry) => sum + entry.CostNanoUsd);
    }

    private Task<PoolSums> SumsAsync()
    {
        var budget = new Budget("dollar", BudgetScope.Everything, "", BudgetPeriod.Total, Limit) { PoolId = "settings|dollar|Everything||Total" };
        return new BudgetPool(store, PoolRow.Partition(budget, budget.PeriodOf(default))).ReadSumsAsync(default);
    }
}
