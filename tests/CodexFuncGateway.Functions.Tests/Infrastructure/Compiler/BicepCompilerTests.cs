using System.Diagnostics;
using System.Reflection;
using CodexFuncGateway.CodexTests.Harness;
using CodexFuncGateway.Tests.Docs;

namespace CodexFuncGateway.Functions.Tests.Infrastructure;

/// <summary>What only Bicep's own compiler can judge: types, and the rules in <c>bicepconfig.json</c>. It comes with Azure's packages.</summary>
public sealed class BicepCompilerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private static string Compiler => typeof(BicepCompilerTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "BicepCompiler").Value!;

    [Fact]
    public async Task The_compiler_takes_the_template_without_a_warning()
    {
        var result = await ChildProcess.RunAsync(new ProcessStartInfo(Compiler, ["build", RepositoryFiles.Path("infra/bicep/main.bicep"), "--stdout"]), Limit);

        Assert.Equal((0, ""), (result.ExitCode, result.Error.Trim()));
        Assert.StartsWith("{", result.Output, StringComparison.Ordinal);
    }
}
