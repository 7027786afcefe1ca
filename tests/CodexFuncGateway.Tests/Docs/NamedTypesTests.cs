using System.Text.RegularExpressions;
using CodexFuncGateway.Http;
using CodexFuncGateway.Local;

namespace CodexFuncGateway.Tests.Docs;

/// <summary>A document that names a class which is no more misleads its reader.</summary>
public sealed partial class NamedTypesTests
{
    private static readonly HashSet<string> Types =
    [
        .. typeof(GatewayEndpoint).Assembly.GetTypes().Concat(typeof(LocalHost).Assembly.GetTypes()).Select(type => type.Name.Split('`')[0]),
        "HttpContext", "PipeWriter", "HttpClient", "SseParser",
    ];

    public static TheoryData<string> Documents =>
        ["docs/architecture.md", .. Directory.GetFiles(RepositoryFiles.Path("docs/decisions")).Select(path => $"docs/decisions/{Path.GetFileName(path)}")];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_class_that_a_document_names_exists(string document)
    {
        var named = Name().Matches(File.ReadAllText(RepositoryFiles.Path(document))).Select(match => match.Groups[1].Value).ToHashSet();

        Assert.Empty(named.Except(Types).Except(["IsEstimate", "InvalidKey", "AddCodexFuncGateway"]));
    }

    /// <summary>A word of more than one capital in code marks; folders end in a slash and settings hold a colon.</summary>
    [GeneratedRegex(@"`([A-Z]\w*[a-z]\w*)`")]
    private static partial Regex Name();
}
