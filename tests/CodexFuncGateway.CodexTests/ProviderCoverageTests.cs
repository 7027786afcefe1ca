using System.Reflection;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.CodexTests.Harness;
using Microsoft.Extensions.Configuration;
using Xunit.Abstractions;

namespace CodexFuncGateway.CodexTests;

/// <summary>The list of all providers: each has a session with the real Codex, or a reason why it has none.</summary>
public sealed class ProviderCoverageTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["replicate"] = $"text only: Codex is told so at once ({nameof(TextOnlyModelTests)})",
    };

    [Fact]
    public void Every_built_in_provider_has_a_session_or_a_reason()
    {
        var sessions = Sessions();
        var providers = ProviderCatalog.Load(new ConfigurationBuilder().Build()).Providers.Select(provider => provider.Name).ToArray();

        foreach (var provider in providers)
        {
            output.WriteLine($"{provider}: {(sessions[provider].Any() ? $"session with {string.Join(", ", sessions[provider])}" : Reasons.GetValueOrDefault(provider, "nothing"))}");
        }

        Assert.DoesNotContain(providers, provider => !sessions[provider].Any() && !Reasons.ContainsKey(provider));
    }

    /// <summary>The models that the repair sessions name, by their providers.</summary>
    private static ILookup<string, string> Sessions() => typeof(RepairSessionTests).Assembly.GetTypes()
        .Where(type => type.Name.EndsWith("SessionTests", StringComparison.Ordinal))
        .SelectMany(type => type.GetMethods())
        .SelectMany(method => method.GetCustomAttributes<InlineDataAttribute>().SelectMany(data => data.GetData(method)))
        .Select(arguments => arguments[0] as string ?? "")
        .Where(model => model.Contains('/', StringComparison.Ordinal))
        .ToLookup(SimulatedProviders.ProviderOf);
}
