using System.Net;
using System.Net.Sockets;
using CodexFuncGateway.Bench.Http;
using CodexFuncGateway.Bench.Load;
using CodexFuncGateway.Bench.Measurement;
using CodexFuncGateway.Bench.Processes;

namespace CodexFuncGateway.Bench.Abuse;

/// <summary>Streams whose upstream has said a word and nothing since, so that they stay open and cost what an idle stream costs.</summary>
internal static class IdleStreams
{
    private const int Count = 1_000;

    /// <summary>Longer than two signs of life.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(35);

    public static async Task RunAsync(ServerProcess gateway, CancellationToken cancellationToken)
    {
        foreach (var route in GatewayRoute.All.Take(2))
        {
            var target = Targets.ToGateway(gateway, route);
            var sockets = new List<Socket>();
            var (opened, before, peak) = await PeakMemory.WatchAsync(gateway.Id, () => OpenAllAsync(target, sockets, cancellationToken));
            var after = ProcessUsage.Read(gateway.Id).ResidentMegabytes;
            sockets.ForEach(socket => socket.Dispose());
            Console.WriteLine($"{opened:N0} idle streams of {route.Provider}: resident {before:N0} MB before, {peak:N0} MB at most, {after:N0} MB after {Idle.TotalSeconds:N0} s of silence");
        }
    }

    private static async Task<int> OpenAllAsync(LoadTarget target, List<Socket> sockets, CancellationToken cancellationToken)
    {
        for (var count = 0; count < Count; count++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            sockets.Add(socket);
            await socket.ConnectAsync(IPAddress.Loopback, target.Port, cancellationToken);
            await socket.SendAllAsync(target.Request, cancellationToken);
            var head = await new MessageReader(socket).ReadHeadAsync(cancellationToken);
            if (head?.StartLine.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) is not true)
            {
                throw new BenchException($"Stream {count} was not opened: {head?.StartLine}");
            }
        }

        await Task.Delay(Idle, cancellationToken);
        return sockets.Count;
    }
}
