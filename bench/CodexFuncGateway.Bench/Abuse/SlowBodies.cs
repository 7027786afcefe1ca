using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CodexFuncGateway.Bench.Http;
using CodexFuncGateway.Bench.Load;
using CodexFuncGateway.Bench.Measurement;
using CodexFuncGateway.Bench.Processes;

namespace CodexFuncGateway.Bench.Abuse;

/// <summary>Connections that announce a body of 30 MB and send a byte of it a second, and what an honest caller notices of them.</summary>
internal static class SlowBodies
{
    private const int Count = 500;
    private static readonly TimeSpan BetweenBytes = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(ServerProcess gateway, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var ((statuses, honest), before, peak) = await PeakMemory.WatchAsync(gateway.Id, () => RunAllAsync(gateway, cancellationToken));
        Console.WriteLine($"\n{Count} bodies of a byte a second: {statuses}, the last after {Stopwatch.GetElapsedTime(start).TotalSeconds:N0} s; resident {before:N0} MB before, {peak:N0} MB at most; "
            + $"first delta of an honest call meanwhile {honest:N1} ms\n");
    }

    private static async Task<(string Statuses, double Honest)> RunAllAsync(ServerProcess gateway, CancellationToken cancellationToken)
    {
        var slow = Task.WhenAll(Enumerable.Range(0, Count).Select(_ => TrickleAsync(gateway, cancellationToken)));
        await Task.Delay(BetweenBytes, cancellationToken);
        using var client = new StreamClient(Targets.ToGateway(gateway, GatewayRoute.All[0]));
        await client.ConnectAsync(cancellationToken);
        var honest = await client.AskAsync(cancellationToken);
        var statuses = (await slow).GroupBy(status => status).Select(group => $"{group.Count()} × {group.Key}");
        return (string.Join(", ", statuses), honest);
    }

    /// <summary>Goes on until the gateway says something.</summary>
    private static async Task<string> TrickleAsync(ServerProcess gateway, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, gateway.Port, cancellationToken);
        await socket.SendAllAsync(Head(gateway.Port), cancellationToken);
        var reading = new MessageReader(socket).ReadHeadAsync(cancellationToken).AsTask();
        try
        {
            while (!reading.IsCompleted)
            {
                await Task.WhenAny(reading, Task.Delay(BetweenBytes, cancellationToken));
                await socket.SendAllAsync(" "u8.ToArray(), cancellationToken);
            }

            return (await reading)?.StartLine ?? "closed";
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return "reset";
        }
    }

    private static byte[] Head(int port) => Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"POST /v1/responses HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nauthorization: Bearer {BenchProcesses.GatewayKey}\r\ncontent-length: 30000000\r\n\r\n{{"));
}
