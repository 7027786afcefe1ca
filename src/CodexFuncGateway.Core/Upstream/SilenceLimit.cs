namespace CodexFuncGateway.Upstream;

/// <summary>Ends a wait that has lasted too long. It limits each silence, not the whole reply: a model may talk for as long as it likes.</summary>
internal sealed class SilenceLimit : IDisposable
{
    private readonly TimeSpan limit;
    private readonly CancellationTokenSource source;
    private readonly CancellationTokenRegistration registration;
    private readonly CancellationToken call;

    public SilenceLimit(TimeSpan limit, TimeProvider timeProvider, CancellationToken call)
    {
        (this.limit, this.call) = (limit, call);
        source = new CancellationTokenSource(Timeout.InfiniteTimeSpan, timeProvider);
        registration = call.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source);
    }

    /// <summary>Ends with the call, and when a watched wait has lasted too long.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Awaits what was started with <see cref="Token"/> and is expected to end the silence.</summary>
    /// <exception cref="TimeoutException">It did not come.</exception>
    public async ValueTask<T> WatchAsync<T>(ValueTask<T> task)
    {
        source.CancelAfter(limit);
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
            source.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        registration.Dispose();
        source.Dispose();
    }
}
