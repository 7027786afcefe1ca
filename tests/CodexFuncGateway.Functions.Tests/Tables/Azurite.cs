using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CodexFuncGateway.CodexTests.Harness;

namespace CodexFuncGateway.Functions.Tests.Tables;

/// <summary>Microsoft's emulator of Table Storage, as a process of its own on a free port, with nothing on disk.</summary>
public sealed class Azurite : IAsyncLifetime
{
    private const string Account = "devstoreaccount1";

    /// <summary>The emulator's published key; no secret.</summary>
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>The last version that runs on Node 20.</summary>
    private static readonly NpmPackage Package = new("azurite", "3.35.0");
    private static readonly Lazy<NpmInstallation> Installation = new(Package.Install);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private Process process = null!;
    private int port;

    /// <summary>Why there is no emulator here; null when there is one.</summary>
    public static string? Problem => Installation.Value.Problem;

    public string ConnectionString => ConnectionStringOf($"http://127.0.0.1:{port}");

    /// <summary>An account with the emulator's name and key at another address.</summary>
    public static string ConnectionStringOf(string address) => $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};TableEndpoint={address}/{Account};";

    public async Task InitializeAsync()
    {
        port = FreePort();
        var folder = Installation.Value.Folder ?? throw new InvalidOperationException(Problem);
        var program = Path.Combine(folder, "node_modules", "azurite", "dist", "src", "table", "main.js");
        string[] arguments = [program, "--tableHost", "127.0.0.1", "--tablePort", $"{port}", "--inMemoryPersistence", "--disableTelemetry", "--skipApiVersionCheck"];
        process = Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true })!;
        await WaitUntilStartedAsync().WaitAsync(StartLimit);
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
    }

    public async Task DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task WaitUntilStartedAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("successfully started", StringComparison.Ordinal))
            {
                return;
            }
        }

        throw new InvalidOperationException($"Azurite ended before it listened on port {port}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
