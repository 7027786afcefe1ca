using System.Diagnostics;
using CodexFuncGateway.CodexTests.Harness;
using CodexFuncGateway.Tests.Docs;

namespace CodexFuncGateway.Functions.Tests.Published;

/// <summary>The Function App as it is deployed, published and run by a small Functions host.</summary>
internal sealed class FunctionsHost : IAsyncDisposable
{
    private static readonly NpmPackage Package = new("@grpc/grpc-js", "1.14.0") { Beside = ["@grpc/proto-loader@0.8.0"] };
    private static readonly TimeSpan PublishLimit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);
    private static readonly Lazy<Task<string>> Published = new(PublishAsync);

    private readonly Process process;
    private readonly HttpMessageInvoker client = new(new SocketsHttpHandler { UseProxy = false });
    private Uri address = null!;

    private FunctionsHost(Process process) => this.process = process;

    public static async Task<FunctionsHost> StartAsync(IEnumerable<(string Name, string Value)> settings)
    {
        var packages = Package.Install();
        Assert.True(packages.Folder is not null, packages.Problem);
        var script = Path.Combine(AppContext.BaseDirectory, "Published", "host.mjs");
        var start = new ProcessStartInfo("node", [script, packages.Folder, await Published.Value]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var host = new FunctionsHost(Process.Start(start)!);
        host.address = new Uri(await host.process.StandardOutput.ReadLineAsync().WaitAsync(StartLimit) ?? throw new InvalidOperationException("The worker did not start."));
        return host;
    }

    /// <summary>Returns as soon as the answer's head is there.</summary>
    public Task<HttpResponseMessage> OpenAsync(HttpRequestMessage request)
    {
        request.RequestUri = new Uri(address, request.RequestUri!);
        return client.SendAsync(request, CancellationToken.None);
    }

    /// <summary>Tells the worker that its instance goes, as a host does when it scales in.</summary>
    public Task EndInstanceAsync() => process.StandardInput.WriteLineAsync("end");

    /// <returns>The worker's exit code, and what the host had to say of functions that failed.</returns>
    public async Task<(int ExitCode, string Complaints)> WaitForExitAsync()
    {
        var complaints = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, complaints);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
        client.Dispose();
    }

    private static async Task<string> PublishAsync()
    {
        var folder = RepositoryFiles.Path("artifacts/azure/app");
        string[] arguments = ["publish", RepositoryFiles.Path("src/CodexFuncGateway.Functions"), "-c", "Release", "-o", folder, $"-p:ArtifactsPath={RepositoryFiles.Path("artifacts/azure")}", "--nologo", "-v", "q", "-m:1"];
        var result = await ChildProcess.RunAsync(new ProcessStartInfo("dotnet", arguments), PublishLimit);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        return folder;
    }
}
