using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using CodexFuncGateway.Bench.Http;

namespace CodexFuncGateway.Bench.Upstream;

/// <summary>
/// The provider of the bench: whatever is asked, it answers with prepared bytes. Raw sockets, because it must cost far less
/// than what stands in front of it.
/// </summary>
internal static class UpstreamServer
{
    private static readonly ConcurrentDictionary<(Pace Pace, string Path), ScriptedReply> Replies = new();

    private static volatile Pace current = Pace.EachDeltaItsOwnWrite;

    public static async Task RunAsync(int port, CancellationToken cancellationToken)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen(1024);
        while (true)
        {
            _ = ServeAsync(await listener.AcceptAsync(cancellationToken), cancellationToken);
        }
    }

    private static async Task ServeAsync(Socket connection, CancellationToken cancellationToken)
    {
        using (connection)
        {
            connection.NoDelay = true;
            try
            {
                await AnswerAllAsync(connection, cancellationToken);
            }
            catch (Exception exception) when (exception is SocketException or IOException or OperationCanceledException)
            {
                // The caller left, as it may.
            }
        }
    }

    private static async Task AnswerAllAsync(Socket connection, CancellationToken cancellationToken)
    {
        var reader = new MessageReader(connection);
        while (await reader.ReadHeadAsync(cancellationToken) is { } head)
        {
            while (!(await reader.ReadBodyAsync(cancellationToken)).IsEmpty)
            {
            }

            await SendAsync(connection, Answer(head.StartLine.Split(' ')[1]), cancellationToken);
        }
    }

    private static ScriptedReply Answer(string path)
    {
        if (Pace.Read(path) is not { } pace)
        {
            return Replies.GetOrAdd((current, path), static key => ScriptedReply.For(key.Pace, key.Path));
        }

        current = pace;
        return ScriptedReply.Done;
    }

    private static async Task SendAsync(Socket connection, ScriptedReply reply, CancellationToken cancellationToken)
    {
        await connection.SendAllAsync(reply.Opening, cancellationToken);
        foreach (var write in reply.Deltas)
        {
            await connection.SendAllAsync(write, cancellationToken);
            if (reply.PauseMilliseconds > 0)
            {
                await Task.Delay(reply.PauseMilliseconds, cancellationToken);
            }
        }

        await connection.SendAllAsync(reply.Closing, cancellationToken);
    }
}
