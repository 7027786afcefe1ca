using System.IO.Pipelines;
using CodexFuncGateway.Encodings;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Pipeline;

/// <summary>Receives a body while it keeps coming: neither a pause nor the whole may last too long, for a connection that trickles holds memory for nothing.</summary>
internal sealed class BodyReceiver(GatewayOptions options, TimeProvider timeProvider)
{
    private readonly TimeSpan longestPause = TimeSpan.FromSeconds(options.ReceiveIdleSeconds);
    private readonly TimeSpan longest = TimeSpan.FromSeconds(options.ReceiveSeconds);
    private readonly long start = timeProvider.GetTimestamp();

    /// <exception cref="GatewayException">It is too large, or does not arrive in time.</exception>
    public async ValueTask ReceiveAsync(PipeReader source, BodyBuffer buffer, CancellationToken cancellationToken)
    {
        // A body that is there already, as most are, needs no timer.
        if (source.TryRead(out var result) && Take(result, source, buffer))
        {
            return;
        }

        // A read is woken, not cancelled: the server could not drain the rest of a body in the middle of a read.
        using var pause = new SilenceLimit(longestPause, timeProvider, cancellationToken);
        await using var waking = pause.Token.UnsafeRegister(static reader => ((PipeReader)reader!).CancelPendingRead(), source);
        do
        {
            ThrowIfOverdue();
            result = await pause.WatchAsync(source.ReadAsync(CancellationToken.None));
            if (result.IsCanceled)
            {
                source.AdvanceTo(result.Buffer.Start);
                cancellationToken.ThrowIfCancellationRequested();
                throw TooSlow($"paused for more than {longestPause.TotalSeconds:0} seconds");
            }
        }
        while (!Take(result, source, buffer));
    }

    /// <returns>Whether that was the last of it.</returns>
    private static bool Take(ReadResult result, PipeReader source, BodyBuffer buffer)
    {
        try
        {
            buffer.Append(result.Buffer);
            return result.IsCompleted;
        }
        finally
        {
            // Taken even when it is too much, so that the server can drain the rest; otherwise it cuts the connection before the answer is read.
            source.AdvanceTo(result.Buffer.End);
        }
    }

    private void ThrowIfOverdue()
    {
        if (timeProvider.GetElapsedTime(start) > longest)
        {
            throw TooSlow($"took more than {longest.TotalSeconds:0} seconds to arrive");
        }
    }

    private static GatewayException TooSlow(string what) => new(ErrorKind.RequestTimeout, $"The request's body {what}; send it again.");
}
