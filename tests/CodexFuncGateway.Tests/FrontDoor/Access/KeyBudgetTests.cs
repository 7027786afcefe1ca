namespace CodexFuncGateway.Tests.FrontDoor.Access;

/// <summary>What a key's definition says that it may spend.</summary>
public sealed class KeyBudgetTests
{
    private const string Penny = """{"budget":{"amount_usd":0.000001,"period":"month"}}""";

    [Fact]
    public async Task The_first_call_of_a_new_key_counts_whatever_was_known_of_budgets_before()
    {
        await using var upstream = await Wire.OpenAI.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.OpenAI.At(upstream));
        await gateway.PostAsync(Ask.Question(Wire.OpenAI.Model));
        var (_, value) = await gateway.CreateKeyAsync(Penny);

        var answer = await gateway.SendAsync(Ask.Responses(Ask.Question(Wire.OpenAI.Model)).By(value));

        Assert.Equal((429, "usage_limit_reached"), (answer.Status, answer.Code));
        Assert.Single(upstream.Requests);
    }

    [Fact]
    public async Task It_is_a_budget_like_others_and_is_changed_with_the_key_alone()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        var (id, _) = await gateway.CreateKeyAsync("""{"budget":{"amount_usd":5,"period":"week"}}""");

        var budget = await gateway.AdministerAsync(HttpMethod.Get, $"budgets/{id}");
        var deleted = await gateway.AdministerAsync(HttpMethod.Delete, $"budgets/{id}");
        await gateway.AdministerAsync(HttpMethod.Patch, $"keys/{id}", """{"budget":{"amount_usd":7,"period":"week"}}""");
        var raised = await gateway.AdministerAsync(HttpMethod.Get, $"budgets/{id}");

        Assert.Equal(("key", "week", 5m), (budget.Json.GetProperty("scope").GetString(), budget.Json.GetProperty("period").GetString(), budget.Json.GetProperty("limit_usd").GetDecimal()));
        Assert.Equal(400, deleted.Status);
        Assert.Equal(7m, raised.Json.GetProperty("limit_usd").GetDecimal());
    }

    [Theory]
    [InlineData("PATCH", """{"budget":null}""")]
    [InlineData("DELETE", null)]
    public async Task It_goes_with_the_key_or_when_the_key_has_none_any_more(string method, string? body)
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        var (id, _) = await gateway.CreateKeyAsync(Penny);

        await gateway.AdministerAsync(new HttpMethod(method), $"keys/{id}", body);

        Assert.Equal(404, (await gateway.AdministerAsync(HttpMethod.Get, $"budgets/{id}")).Status);
    }
}
