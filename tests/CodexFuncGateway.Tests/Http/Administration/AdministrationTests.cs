using CodexFuncGateway.Tests.FrontDoor;

namespace CodexFuncGateway.Tests.Http.Administration;

/// <summary>Who is let in to administration, and what the others are told.</summary>
public sealed class AdministrationTests(CostsGateway costs) : IClassFixture<CostsGateway>
{
    public static TheoryData<string> Paths => ["/gateway/v1/costs", "/gateway/v1/costs/requests", "/gateway/v1/prices"];

    [Theory, MemberData(nameof(Paths))]
    public async Task The_administration_key_opens_it(string path)
    {
        var answer = await costs.GetAsync(path);

        Assert.Equal((200, "no-store"), (answer.Status, answer.Headers["Cache-Control"]));
    }

    [Theory, MemberData(nameof(Paths))]
    public async Task A_virtual_key_does_not(string path)
    {
        var answer = await costs.GetAsync(path, GatewayUnderTest.Key);

        Assert.Equal((401, "invalid_api_key"), (answer.Status, answer.Code));
    }

    [Theory, MemberData(nameof(Paths))]
    public async Task Nobody_without_a_key_gets_in(string path)
    {
        var answer = await costs.Gateway.SendAsync(Ask.For(HttpMethod.Get, path).WithoutKey());

        Assert.Equal(401, answer.Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Where_no_administration_key_is_set_nobody_gets_in(string? key)
    {
        await using var gateway = await GatewayUnderTest.StartAsync(new Dictionary<string, string?> { ["Gateway:AdminKey"] = key });

        var answers = new[] { await gateway.GetAsync("/gateway/v1/costs", ("Authorization", "Bearer ")), await gateway.GetAsync("/gateway/v1/costs") };

        Assert.Equal([401, 401], answers.Select(answer => answer.Status));
    }

    [Theory]
    [InlineData("/gateway/v1/")]
    [InlineData("/gateway/v1/nothing")]
    [InlineData("/gateway/v1/Costs")]
    [InlineData("/gateway/v1/costs/nothing")]
    [InlineData("/gateway/v1/prices/nothing")]
    public async Task What_there_is_not_is_not_found(string path)
    {
        var answer = await costs.GetAsync(path);

        Assert.Equal((404, "not_found"), (answer.Status, answer.Code));
    }

    [Theory, MemberData(nameof(Paths))]
    public async Task What_can_only_be_read_is_not_written(string path)
    {
        var request = Ask.For(HttpMethod.Post, path).With(("Authorization", $"Bearer {CostsGateway.AdminKey}"));

        var answer = await costs.Gateway.SendAsync(request);

        Assert.Equal((405, "GET"), (answer.Status, answer.Headers["Allow"]));
    }

    [Theory, MemberData(nameof(Paths))]
    public async Task HEAD_gets_the_head_of_what_GET_gets(string path)
    {
        var head = await costs.Gateway.SendAsync(Ask.For(HttpMethod.Head, path).With(("Authorization", $"Bearer {CostsGateway.AdminKey}")));
        var whole = await costs.GetAsync($"{path}/");

        Assert.Equal((200, "", whole.Headers["Content-Type"], whole.Headers["Content-Length"]), (head.Status, head.Text, head.Headers["Content-Type"], head.Headers["Content-Length"]));
    }
}
