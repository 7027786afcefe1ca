using CodexFuncGateway.Budgets;

namespace CodexFuncGateway.Tests.Budgets;

/// <summary>Which calls a budget counts.</summary>
public sealed class BudgetTests
{
    private static readonly Charge Call = new("k1", "ann", "core", ["project=atlas", "beta"], ["best", "anthropic/claude-haiku-4-5"]);

    [Theory]
    [InlineData("key", "k1", true)]
    [InlineData("key", "K1", false)]
    [InlineData("user", "ann", true)]
    [InlineData("user", "bob", false)]
    [InlineData("team", "core", true)]
    [InlineData("team", "k1", false)]
    [InlineData("tag", "project=atlas", true)]
    [InlineData("tag", "project", false)]
    [InlineData("tag", "beta", true)]
    [InlineData("model", "best", true)]
    [InlineData("model", "anthropic/claude-haiku-4-5", true)]
    [InlineData("model", "anthropic/*", true)]
    [InlineData("model", "openai/*", false)]
    [InlineData("everything", "", true)]
    public void A_budget_counts_the_calls_of_its_scope_and_is_found_for_them(string scope, string value, bool counts)
    {
        var budget = Of(scope, value);

        Assert.Equal(counts, budget.Covers(Call));
        Assert.Equal(counts ? [budget] : Array.Empty<Budget>(), new BudgetIndex([Of("key", "other"), budget]).Find(Call, DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void A_key_without_a_team_is_in_no_team()
    {
        var call = Call with { Team = null, User = null, Tags = [] };

        Assert.Empty(new BudgetIndex([Of("team", "core"), Of("user", "ann"), Of("tag", "beta")]).Find(call, DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void A_call_that_started_before_a_budget_took_effect_is_not_counted()
    {
        var budget = Of("key", "k1") with { EffectiveFrom = DateTimeOffset.UnixEpoch };
        var index = new BudgetIndex([budget]);

        Assert.Empty(index.Find(Call, DateTimeOffset.UnixEpoch.AddTicks(-1)));
        Assert.Equal([budget], index.Find(Call, DateTimeOffset.UnixEpoch));
    }

    [Theory]
    [InlineData("id with spaces", "key", "k", "day", "1", "Id")]
    [InlineData("", "key", "k", "day", "1", "Id")]
    [InlineData("b", "planet", "k", "day", "1", "Scope")]
    [InlineData("b", "0", "k", "day", "1", "Scope")]
    [InlineData("b", null, "k", "day", "1", "Scope")]
    [InlineData("b", "key", "", "day", "1", "Value")]
    [InlineData("b", "key", "a\nb", "day", "1", "Value")]
    [InlineData("b", "tag", "a,b", "day", "1", "Value")]
    [InlineData("b", "everything", "k", "day", "1", "Value")]
    [InlineData("b", "key", "k", "year", "1", "Period")]
    [InlineData("b", "key", "k", "day", "-1", "LimitUsd")]
    [InlineData("b", "key", "k", "day", "1,000", "LimitUsd")]
    [InlineData("b", "key", "k", "day", "0.0000000001", "LimitUsd")]
    [InlineData("b", "key", "k", "day", "1e30", "LimitUsd")]
    [InlineData("b", "key", "k", "day", null, "LimitUsd")]
    public void What_is_no_budget_is_refused_with_the_field_at_fault(string id, string? scope, string? value, string? period, string? limit, string field)
    {
        Assert.Equal(field, BudgetRules.Read(id, scope, value, period, limit).Problem?.Field);
    }

    [Fact]
    public void Limits_are_exact_to_the_nano_dollar()
    {
        Assert.Equal(1_000_000_001, BudgetRules.Read("b", "Key", "k", "DAY", "1.000000001").Budget?.LimitNanoUsd);
    }

    [Fact]
    public void A_definition_comes_back_from_its_row_as_it_was()
    {
        var budget = new Budget("b", BudgetScope.Tag, "project=a/b", BudgetPeriod.Week, 5) { PoolId = "p", EffectiveFrom = DateTimeOffset.UnixEpoch };

        Assert.Equal(budget, BudgetRow.Read(BudgetRow.Map(budget)));
    }

    private static Budget Of(string scope, string value) => BudgetRules.Read("b", scope, value, "day", "1").Budget! with { PoolId = $"{scope}{value}" };
}
