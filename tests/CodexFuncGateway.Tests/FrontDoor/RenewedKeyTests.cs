using CodexFuncGateway.Tests.Support;
using CodexFuncGateway.Tests.Upstream;
using CodexFuncGateway.Upstream;
using Microsoft.Extensions.DependencyInjection;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>A provider's key that was changed in the vault: the first refusal makes the gateway look, and the client notices nothing.</summary>
public sealed class RenewedKeyTests
{
    private readonly ScriptedSecretSource vault = new() { Answer = () => Task.FromResult<string?>("old-key") };

    [Fact]
    public async Task A_key_that_was_changed_serves_the_request_that_the_old_one_could_not()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await StartAsync(upstream.BaseUrl);
        await gateway.PostAsync(Ask.Question(Wire.Chat.Model));
        vault.Answer = () => Task.FromResult<string?>("new-key");
        gateway.Time.Advance(CachedSecretSource.ShortestTimeBetweenRenewals);
        upstream.Faults.FailWith(401, Complaint.Of(Wire.Chat, 401));

        var answer = await gateway.PostAsync(Ask.Question(Wire.Chat.Model));

        Assert.Equal("response.completed", answer.Terminal.Type);
        Assert.Equal(["Bearer old-key", "Bearer old-key", "Bearer new-key"], upstream.Requests.Select(request => request.Headers["Authorization"]));
    }

    [Fact]
    public async Task A_key_that_is_still_the_same_is_not_shown_twice()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await StartAsync(upstream.BaseUrl);
        upstream.Faults.FailWith(401, Complaint.Of(Wire.Chat, 401));

        var answer = await gateway.PostAsync(Ask.Question(Wire.Chat.Model));

        Assert.Equal((502, "upstream_credential_refused"), (answer.Status, answer.Code));
        Assert.Single(upstream.Requests);
    }

    [Fact]
    public async Task A_new_key_that_is_refused_too_is_not_tried_for_ever()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await StartAsync(upstream.BaseUrl);
        await gateway.PostAsync(Ask.Question(Wire.Chat.Model));
        vault.Answer = () => Task.FromResult<string?>("new-key");
        gateway.Time.Advance(CachedSecretSource.ShortestTimeBetweenRenewals);
        upstream.Faults.FailWith(401, Complaint.Of(Wire.Chat, 401), requests: 3);

        var answer = await gateway.PostAsync(Ask.Question(Wire.Chat.Model));

        Assert.Equal(502, answer.Status);
        Assert.Equal(3, upstream.Requests.Count);
    }

    private Task<GatewayUnderTest> StartAsync(string address) => GatewayUnderTest.StartAsync(
        new Dictionary<string, string?> { [$"Providers:{Wire.Chat.Provider}:BaseUrl"] = address },
        services => services.AddSingleton<ISecretSource>(provider => new CachedSecretSource(vault, provider.GetRequiredService<TimeProvider>(), new FixedRandom(0))));
}
