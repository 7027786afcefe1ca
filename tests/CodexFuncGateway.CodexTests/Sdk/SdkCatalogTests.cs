using CodexFuncGateway.CodexTests.Harness;

namespace CodexFuncGateway.CodexTests.Sdk;

/// <summary>What the official SDK sees of the catalog, and which exception it makes of each refusal.</summary>
public sealed class SdkCatalogTests
{
    private const string Model = "anthropic/claude-sonnet-4-5";

    [SdkFact]
    public async Task The_SDK_lists_models_and_retrieves_one()
    {
        await using var gateway = await GatewayProcess.StartAsync([new("Providers:anthropic:ApiKey", SimulatedProviders.Key)]);

        var models = await SdkClient.RunAsync(gateway.Target(Model), "models");

        Assert.Contains(models.GetProperty("listed").EnumerateArray(), model => model.GetProperty("id").GetString() == Model);
        Assert.All(models.GetProperty("listed").EnumerateArray(), model => Assert.Equal("model", model.GetProperty("object").GetString()));
        Assert.Equal(Model, models.GetProperty("retrieved").GetProperty("id").GetString());
    }

    [SdkTheory]
    [InlineData("fail")]
    [InlineData("failInStream")]
    public async Task A_wrong_key_is_an_authentication_error(string scene)
    {
        await using var gateway = await GatewayProcess.StartAsync([]);

        var error = await SdkClient.RunAsync(gateway.Target(Model) with { Key = "not-one-of-ours" }, scene);

        Assert.Equal("AuthenticationError", error.GetProperty("name").GetString());
        Assert.Equal(401, error.GetProperty("status").GetInt32());
        Assert.Equal("invalid_api_key", error.GetProperty("code").GetString());
        Assert.DoesNotContain("not-one-of-ours", error.GetRawText(), StringComparison.Ordinal);
    }

    [SdkTheory]
    [InlineData("fail")]
    [InlineData("failInStream")]
    public async Task An_unknown_model_is_a_not_found_error_that_names_it(string scene)
    {
        await using var gateway = await GatewayProcess.StartAsync([]);

        var error = await SdkClient.RunAsync(gateway.Target("anthropic/claude-sonet-4-5"), scene);

        Assert.Equal("NotFoundError", error.GetProperty("name").GetString());
        Assert.Equal(404, error.GetProperty("status").GetInt32());
        Assert.Equal("model_not_found", error.GetProperty("code").GetString());
        Assert.Contains("anthropic/claude-sonet-4-5", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }
}
