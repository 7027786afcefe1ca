namespace CodexFuncGateway.Functions.Tests.Infrastructure;

public sealed class HookTests : IDisposable
{
    private const string ProviderKey = "sk-ant-canary";
    private readonly HookRun hook = new();

    public void Dispose() => hook.Dispose();

    [ShellFact]
    public async Task The_gateways_own_secrets_are_made_and_a_providers_key_is_stored_and_none_is_shown()
    {
        hook.Variables["ANTHROPIC_API_KEY"] = ProviderKey;

        var result = await hook.RunAsync("secrets.sh");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal(["anthropic-api-key", "gateway-admin-key", "gateway-key-pepper", "gateway-seal-key"], hook.Secrets.Keys.Order());
        Assert.Equal(ProviderKey, hook.Secrets["anthropic-api-key"]);
        Assert.Equal(32, Convert.FromBase64String(hook.Secrets["gateway-seal-key"]).Length);
        Assert.Distinct(hook.Secrets.Values);
        Assert.All(hook.Secrets.Values, secret => Assert.DoesNotContain(secret, result.Output + result.Error + hook.Calls, StringComparison.Ordinal));
    }

    [ShellFact]
    public async Task A_second_run_leaves_the_gateways_own_secrets_as_they_are_and_renews_a_key_that_is_given()
    {
        await hook.RunAsync("secrets.sh");
        var before = hook.Secrets;
        hook.Variables["ANTHROPIC_API_KEY"] = ProviderKey;

        await hook.RunAsync("secrets.sh");

        Assert.Equal(ProviderKey, hook.Secrets["anthropic-api-key"]);
        Assert.Equal(before, hook.Secrets.Where(secret => secret.Key != "anthropic-api-key").ToDictionary());
    }

    [ShellFact]
    public async Task Without_a_terminal_nobody_is_asked_and_no_empty_key_is_stored()
    {
        var result = await hook.RunAsync("secrets.sh");

        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain("anthropic", result.Output, StringComparison.Ordinal);
        Assert.Equal(3, hook.Secrets.Count);
    }

    [ShellFact]
    public async Task A_vault_that_refuses_is_asked_for_minutes_and_then_the_missing_role_is_named()
    {
        hook.Write("refuses", "");

        var result = await hook.RunAsync("secrets.sh");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Key Vault Secrets Officer", result.Error, StringComparison.Ordinal);
        Assert.Contains("(Forbidden)", result.Error, StringComparison.Ordinal);
        Assert.Equal(["5", "10", "20", "30", "60", "60"], hook.Calls.Split('\n').Where(call => call.StartsWith("sleep ", StringComparison.Ordinal)).Select(call => call[6..]));
        Assert.Empty(hook.Secrets);
    }

    [ShellFact]
    public async Task The_first_virtual_key_is_made_and_shown_once()
    {
        await hook.RunAsync("secrets.sh");

        var result = await hook.RunAsync("first-key.sh");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains("https://gateway.test/openai/v1", result.Output, StringComparison.Ordinal);
        Assert.Contains("gw-shown-once", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(hook.Secrets["gateway-admin-key"], result.Output + result.Error + hook.Calls, StringComparison.Ordinal);
    }

    [ShellFact]
    public async Task Where_there_are_keys_none_is_made()
    {
        await hook.RunAsync("secrets.sh");
        hook.Write("keys", """{"object":"list","data":[{"object":"key","id":"key_1"}],"has_more":false}""");

        var result = await hook.RunAsync("first-key.sh");

        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain("POST", hook.Calls, StringComparison.Ordinal);
    }

    [ShellFact]
    public async Task A_gateway_that_does_not_start_is_waited_for_and_then_told_of()
    {
        hook.Write("health", "22");

        var result = await hook.RunAsync("first-key.sh");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("docs/operations.md", result.Error, StringComparison.Ordinal);
        Assert.Equal(7, hook.Calls.Split('\n').Count(call => call.StartsWith("sleep ", StringComparison.Ordinal)));
    }

    [ShellFact]
    public async Task A_refusal_of_the_gateway_is_told_in_its_own_words()
    {
        await hook.RunAsync("secrets.sh");
        hook.Write("refusal", """{"error":{"message":"This path is for administrators."}}""");

        var result = await hook.RunAsync("first-key.sh");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("401", result.Error, StringComparison.Ordinal);
        Assert.Contains("This path is for administrators.", result.Error, StringComparison.Ordinal);
    }
}
