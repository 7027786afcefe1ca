namespace CodexFuncGateway.ProcessTests.Processes;

/// <summary>Several gateways on one store and one machine. A killed one is started again.</summary>
internal sealed class GatewayFleet : IDisposable
{
    private readonly string[] settings;
    private readonly Random random;
    private readonly (ChildProcess Process, Uri Address)?[] gateways;
    private int kills;

    private GatewayFleet(int size, string[] settings, Random random) =>
        (gateways, this.settings, this.random) = (new (ChildProcess, Uri)?[size], settings, random);

    public int Kills => kills;

    public static async Task<GatewayFleet> StartAsync(int size, string[] settings, Random random)
    {
        var fleet = new GatewayFleet(size, settings, random);
        await Task.WhenAll(Enumerable.Range(0, size).Select(fleet.StartAsync));
        return fleet;
    }

    /// <summary>The address of one that runs; null where none does just now.</summary>
    public Uri? Next(int number) => gateways[number % gateways.Length]?.Address ?? gateways.FirstOrDefault(gateway => gateway is not null)?.Address;

    /// <summary>Kills one of them, whichever, and starts it again.</summary>
    public async Task KillOneAsync()
    {
        var index = random.Next(gateways.Length);
        if (gateways[index] is { } gateway)
        {
            gateways[index] = null;
            await gateway.Process.KillAsync();
            gateway.Process.Dispose();
            Interlocked.Increment(ref kills);
            await StartAsync(index);
        }
    }

    public async Task EndAsync() => await Task.WhenAll(gateways.Select(gateway => gateway!.Value.Process.EndAsync()));

    public void Dispose()
    {
        foreach (var gateway in gateways)
        {
            gateway?.Process.Dispose();
        }
    }

    private async Task StartAsync(int index)
    {
        var process = ChildProcess.Start([GatewayProcess.Name, .. settings]);
        var address = await process.Output.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        gateways[index] = (process, new Uri(address!));
    }
}
