using System.Text.RegularExpressions;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Tests.Laws.Support;
using Microsoft.Extensions.Configuration;

namespace CodexFuncGateway.Tests.Docs;

/// <summary>
/// What each provider's wire was checked against, taken from the checks themselves: the recordings that the laws ran over, the vendors' clients
/// that read the simulators, the models with which the real Codex does its work.
/// </summary>
internal static partial class ProviderEvidence
{
    private const string Tests = "tests/CodexFuncGateway.CodexTests";

    /// <summary>The vendor's client, by the simulators that it has judged.</summary>
    private static readonly Dictionary<string, string> Clients = new()
    {
        ["anthropic"] = "@anthropic-ai/sdk",
        ["bedrock"] = "@aws-sdk/client-bedrock-runtime",
        ["cohere"] = "cohere-ai",
        ["gemini"] = "@google/genai",
    };

    /// <param name="page">The page as it is: where there are no recordings at hand, their numbers are taken from it.</param>
    public static string Write(string page)
    {
        var catalog = ProviderCatalog.Load(new ConfigurationBuilder().Build());
        var sources = Directory.GetFiles(RepositoryFiles.Path(Tests), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText).ToArray();
        return string.Join('\n', [
            "| provider | dialects | recorded replies | vendor's client | real Codex |",
            "|---|---|---|---|---|",
            .. catalog.Providers.Select(provider => Row(provider, catalog, sources, page)),
            "",
        ]);
    }

    private static string Row(Provider provider, ProviderCatalog catalog, string[] sources, string page)
    {
        var dialects = catalog.Offers.Where(offer => offer.Provider == provider).Select(offer => offer.Dialect).Prepend(provider.Dialect).Distinct();
        return $"| `{provider.Name}` | {string.Join(", ", dialects)} | {Recordings(provider.Name, page)} | {Client(provider.Name, sources)} | {Codex(provider, sources)} |";
    }

    private static string Recordings(string provider, string page) => RecordingFolder.Path is null
        ? Regex.Match(page, $@"^\| `{provider}` \| [^|]* \| ([^|]*) \|", RegexOptions.Multiline) is { Success: true } row ? row.Groups[1].Value : "none"
        : LawCases.Recordings.Count(recording => !recording.IsFixture && recording.Provider == provider) is > 0 and var count ? $"{count}" : "none";

    private static string Client(string provider, string[] sources) =>
        Clients.TryGetValue(provider, out var package) && sources.Any(source => source.Contains($"\"{package}\"", StringComparison.Ordinal)) ? $"`{package}`" : "none";

    private static string Codex(Provider provider, string[] sources)
    {
        var models = sources.SelectMany(source => Session().Matches(source)).Select(session => session.Groups[1].Value).Where(model => model.StartsWith($"{provider.Name}/", StringComparison.Ordinal));
        return provider.Capabilities is { } own && own.TryGetProperty("tools", out var tools) && !tools.GetBoolean() ? "text only: refused at once, with the reason"
            : string.Join(", ", models.Distinct().Select(model => $"`{model[(provider.Name.Length + 1)..]}`")) is { Length: > 0 } names ? names : "none";
    }

    /// <summary>A case of the repair session: real Codex, real gateway, strict simulator.</summary>
    [GeneratedRegex("""InlineData\("([a-z]+/[^"]+)"(?:, "[a-z]+")?\)\]""")]
    private static partial Regex Session();
}
