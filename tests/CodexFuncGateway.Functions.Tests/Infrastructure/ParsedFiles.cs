using System.Diagnostics;
using System.Text.Json;
using CodexFuncGateway.CodexTests.Harness;
using CodexFuncGateway.Tests.Docs;

namespace CodexFuncGateway.Functions.Tests.Infrastructure;

/// <summary>The files of the deployment as parsers from npm see them.</summary>
internal sealed record ParsedFiles(IReadOnlyList<BicepFile> Bicep, IReadOnlyList<ScriptFile> Powershell, JsonElement Azure)
{
    private static readonly NpmPackage Package = new("tree-sitter-bicep", "1.1.0") { Beside = ["tree-sitter-powershell@0.26.4", "web-tree-sitter@0.25.10", "yaml@2.8.1"] };
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly Lazy<NpmInstallation> Installation = new(Package.Install);
    private static readonly Lazy<Task<ParsedFiles>> Parsed = new(ParseAsync);

    /// <summary>Why there are no parsers here; null when there are.</summary>
    public static string? Problem => Installation.Value.Problem;

    public static Task<ParsedFiles> ReadAsync() => Parsed.Value;

    public BicepFile Main => Bicep.Single(file => file.Name == "infra/bicep/main.bicep");

    public BicepFile Module(string name) => Bicep.Single(file => file.Name == $"infra/bicep/modules/{name}.bicep");

    private static async Task<ParsedFiles> ParseAsync()
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Infrastructure", "infrastructure.mjs");
        var packages = Installation.Value.Folder ?? throw new InvalidOperationException(Problem);
        // Without the option V8 goes on for half a minute, making a fast program of a grammar that is used once.
        var result = await ChildProcess.RunAsync(new ProcessStartInfo("node", ["--liftoff-only", script, packages, RepositoryFiles.Path("")]), Limit);
        Assert.True(result.ExitCode == 0, $"{result.ExitCode} {result.Error}");
        return JsonSerializer.Deserialize<ParsedFiles>(result.Output, JsonSerializerOptions.Web)!;
    }
}
