using System.Net.Sockets;

namespace CodexFuncGateway.Bench.Http;

/// <summary>Sending to the last byte, which one call does not promise.</summary>
internal static class SocketExtensions
{
    public static async ValueTask SendAllAsync(this Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes, cancellationToken)..];
        }
    }
}
