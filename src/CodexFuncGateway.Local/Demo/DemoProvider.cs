namespace CodexFuncGateway.Local.Demo;

/// <summary>Describes the demo as a provider of one's own is described: through settings, with no code that knows it.</summary>
internal static class DemoProvider
{
    public const string Model = "demo/coder";

    public static IEnumerable<KeyValuePair<string, string?>> Settings(string baseUrl) => new Dictionary<string, string?>
    {
        ["Providers:demo:DisplayName"] = "Demo (a script, no model)",
        ["Providers:demo:Dialect"] = "chat-completions",
        ["Providers:demo:BaseUrl"] = baseUrl,
        ["Providers:demo:DefaultPrice:From"] = "2026-01-01",
        ["Providers:demo:DefaultPrice:Source"] = "the demo is free",
        ["Providers:demo:DefaultPrice:Rates:Input"] = "0",
        ["Providers:demo:DefaultPrice:Rates:Output"] = "0",
        ["Providers:demo:Models:0:Id"] = "coder",
        ["Providers:demo:Models:0:DisplayName"] = "Demo coder (a script, no model)",
        ["Providers:demo:Models:0:ContextWindow"] = "200000",
    };
}
