using System.Globalization;

namespace CodexFuncGateway.Bench.Processes;

/// <summary>Waits for a server that was just started.</summary>
internal static class HealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async Task WaitAsync(int port, Func<bool> hasExited, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var client = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        var health = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/health"));
        while (!await IsHealthyAsync(client, health, cancellationToken))
        {
            if (hasExited() || patience.IsCancellationRequested)
            {
                throw new BenchException(hasExited() ? "ended at once" : $"does not answer {health}");
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
