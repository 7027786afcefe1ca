namespace CodexFuncGateway.Bench.Processes;

/// <summary>Waits for a server that was just started.</summary>
internal static class HealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async Task WaitAsync(HttpMessageInvoker client, ServerProcess server, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await IsHealthyAsync(client, new Uri(server.Address, "/health"), cancellationToken))
        {
            if (server.HasExited || patience.IsCancellationRequested)
            {
                throw new BenchException($"{server.Address} {(server.HasExited ? "ended at once" : "does not become healthy")}:\n{server.LastLines}");
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    private static async Task<bool> IsHealthyAsync(HttpMessageInvoker client, Uri health, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, health);
            using var reply = await client.SendAsync(request, cancellationToken);
            return reply.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
