using System.Runtime.CompilerServices;

namespace CodexFuncGateway.Upstream;

/// <summary>
/// Ends a wait that has lasted too long. It limits each silence, not the whole reply: a model may talk for as long as it likes. One timer
/// serves many waits: each only notes when it began, and the timer looks at that when it is due. The first begins with the limit itself.
/// </summary>
internal sealed class SilenceLimit : IDisposable
{
    private const long NotWaiting = 0;

    private readonly TimeSpan limit;
    private readonly TimeProvider timeProvider;
    private readonly CancellationToken call;
    private readonly CancellationTokenSource source = new();
    private readonly CancellationTokenRegistration registration;
    private readonly ITimer timer;
    private long waitingSince;

    public SilenceLimit(TimeSpan limit, TimeProvider timeProvider, CancellationToken call)
    {
        (this.limit, this.timeProvider, this.call) = (limit, timeProvider, call);
        waitingSince = timeProvider.GetTimestamp();
        registration = call.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source);
        timer = timeProvider.CreateTimer(static state => ((SilenceLimit)state!).OnDue(), this, limit, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ends with the call, and when a watched wait has lasted too long.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Awaits what was started with <see cref="Token"/> and is expected to end the silence.</summary>
    /// <exception cref="TimeoutException">It did not come.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<T> WatchAsync<T>(ValueTask<T> task)
    {
        Volatile.Write(ref waitingSince, timeProvider.GetTimestamp());
        try
        {
            return await task;
        }
        catch (OperationCanceledException) when (!call.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
        finally
        {
            Volatile.Write(ref waitingSince, NotWaiting);
        }
    }

    public void Dispose()
    {
        registration.Dispose();
        timer.Dispose();
        source.Dispose();
    }

    private void OnDue()
    {
        var since = Volatile.Read(ref waitingSince);
        var silent = since == NotWaiting ? TimeSpan.Zero : timeProvider.GetElapsedTime(since);
        try
        {
            if (silent >= limit)
            {
                source.Cancel();
            }
            else
            {
                timer.Change(limit - silent, Timeout.InfiniteTimeSpan);
            }
        }
        catch (ObjectDisposedException)
        {
            // The call ended while the timer was at it.
        }
    }
}
