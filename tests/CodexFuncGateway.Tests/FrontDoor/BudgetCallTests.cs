using System.Globalization;
using CodexFuncGateway.Simulators.Faults;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>What a budget means for those who call.</summary>
public sealed class BudgetCallTests
{
    [Fact]
    public async Task Other_clients_get_a_plain_429_without_a_word_of_what_others_spent()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync([.. Wire.Chat.At(upstream), .. Budget("everything", "", "total", 0)]);

        foreach (var answer in new[] { await gateway.PostAsync(Ask.Question(Wire.Chat.Model)), await gateway.ChatAsync(Ask.ChatQuestion(Wire.Chat.Model)) })
        {
            Assert.Equal((429, "usage_limit_reached"), (answer.Status, answer.Code));
            Assert.Equal("The total budget of $0.00 for this gateway has not enough left for this request; it is not renewed.", answer.Message);
            Assert.False(answer.Error.TryGetProperty("resets_at", out _), "A total is never renewed.");
        }
    }

    [Fact]
    public async Task A_budget_of_others_holds_nobody_up()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync([.. Wire.Chat.At(upstream), .. Budget("key", "another", "day", 0)]);

        Assert.Equal(200, (await gateway.PostAsync(Ask.Question(Wire.Chat.Model))).Status);
    }

    [Theory]
    [InlineData("tag", "project=atlas")]
    [InlineData("model", "groq/*")]
    [InlineData("model", "groq/llama-3.3-70b-versatile")]
    [InlineData("key", "dev")]
    public async Task Every_scope_is_held(string scope, string value)
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync([.. Wire.Chat.At(upstream), ("Gateway:Tags", "project"), .. Budget(scope, value, "week", 0)]);

        var answer = await gateway.PostAsync(Ask.Question(Wire.Chat.Model), ("x-gateway-tag-project", "atlas"));

        Assert.Equal((429, "usage_limit_reached"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_call_that_the_provider_refuses_leaves_the_budget_as_it_was()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync([.. Wire.Chat.At(upstream), .. Budget("key", "dev", "day", 1)]);
        upstream.Faults.FailWith(400, Complaint.Of(Wire.Chat, 400));

        await gateway.PostAsync(Ask.Question(Wire.Chat.Model));

        await gateway.Ledger.SettledAsync();
        Assert.Equal((0m, 1m), await StandingAsync(gateway));
    }

    [Fact]
    public async Task A_call_that_cannot_be_phrased_leaves_the_budget_as_it_was()
    {
        await using var upstream = await Wire.Replicate.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(
        [
            .. Wire.Replicate.At(upstream), ("Providers:replicate:AnyModel", "true"), ("Providers:replicate:DefaultPrice:Rates:Input", "1"),
            ("Providers:replicate:DefaultPrice:Rates:Output", "2"), .. Budget("key", "dev", "day", 1),
        ]);

        var answer = await gateway.PostAsync("""{"model":"replicate/meta/..","input":"Hello."}""");

        Assert.Equal(400, answer.Status);
        Assert.Empty(upstream.Requests);
        await gateway.Ledger.SettledAsync();
        Assert.Equal((0m, 1m), await StandingAsync(gateway));
    }

    [Fact]
    public async Task A_client_that_leaves_pays_what_was_used_and_no_more()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync([.. Wire.Chat.At(upstream), .. Budget("key", "dev", "day", 1)]);
        using var leaving = new CancellationTokenSource();
        upstream.Faults.StaySilent(SilentFrom.TheStart);
        var asking = gateway.OpenAsync(Ask.Responses(Ask.Question(Wire.Chat.Model)), leaving.Token);
        await gateway.Time.WaitedForAsync(Waits.UpstreamIdle);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await gateway.Time.PassAsync(Waits.Grace);

        var settled = await gateway.Ledger.SettledAsync();
        Assert.Equal((settled.CostNanoUsd / 1e9m, 1m - (settled.CostNanoUsd / 1e9m)), await StandingAsync(gateway));
    }

    [Fact]
    public async Task Money_that_cannot_be_taken_is_no_spent_budget_and_worth_another_try()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        var store = new TestTableStore();
        await using var gateway = await GatewayUnderTest.StartAsync(
            Wire.Chat.At(upstream).Concat(Budget("key", "dev", "day", 1)).ToDictionary(setting => setting.Item1, setting => (string?)setting.Item2),
            services => services.AddSingleton<ITableStore>(store));
        store.FailWrites(int.MaxValue);

        var answer = await gateway.PostAsync(Ask.Question(Wire.Chat.Model), Ask.ByCodex);
        store.FailWrites(0);
        var second = await gateway.PostAsync(Ask.Question(Wire.Chat.Model), Ask.ByCodex);

        Assert.Equal((429, "rate_limit_exceeded", "5"), (answer.Status, answer.Code, answer.Headers["Retry-After"]));
        Assert.Equal(200, second.Status);
        Assert.Single(upstream.Requests);
    }

    [Fact]
    public async Task A_caller_sees_what_it_spent_and_what_is_left()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync([.. Wire.Chat.At(upstream), .. Budget("key", "dev", "day", 1), .. Budget("everything", "", "month", 100)]);
        await gateway.PostAsync(Ask.Question(Wire.Chat.Model));
        var cost = (await gateway.Ledger.SettledAsync()).CostNanoUsd / 1e9m;

        var usage = (await gateway.GetAsync("/gateway/v1/usage")).Json;

        Assert.Equal(("dev", cost), (usage.GetProperty("key").GetString(), usage.GetProperty("spent_today_usd").GetDecimal()));
        var budgets = usage.GetProperty("budgets").EnumerateArray().ToDictionary(budget => budget.GetProperty("scope").GetString()!);
        Assert.Equal((cost, 1 - cost), (budgets["key"].GetProperty("spent_usd").GetDecimal(), budgets["key"].GetProperty("left_usd").GetDecimal()));
        Assert.Equal(gateway.Time.GetUtcNow().AddHours(12).ToUnixTimeSeconds(), budgets["key"].GetProperty("resets_at").GetInt64());
        Assert.False(budgets["everything"].TryGetProperty("spent_usd", out _), "What others spent is not told.");
    }

    [Fact]
    public async Task Usage_is_for_keys_of_this_gateway()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();

        Assert.Equal(401, (await gateway.GetAsync("/gateway/v1/usage", ("Authorization", "Bearer stranger"))).Status);
        Assert.Equal(405, (await gateway.SendAsync(Ask.For(HttpMethod.Post, "/gateway/v1/usage"))).Status);
    }

    internal static (string, string)[] Budget(string scope, string value, string period, decimal limitUsd) =>
    [
        ($"Budgets:{scope}:Scope", scope), ($"Budgets:{scope}:Value", value), ($"Budgets:{scope}:Period", period),
        ($"Budgets:{scope}:LimitUsd", limitUsd.ToString(CultureInfo.InvariantCulture)),
    ];

    private static async Task<(decimal Spent, decimal Left)> StandingAsync(GatewayUnderTest gateway)
    {
        var budget = (await gateway.GetAsync("/gateway/v1/usage")).Json.GetProperty("budgets")[0];
        return (budget.GetProperty("spent_usd").GetDecimal(), budget.GetProperty("left_usd").GetDecimal());
    }
}
