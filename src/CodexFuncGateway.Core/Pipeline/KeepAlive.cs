using System.Runtime.CompilerServices;

namespace CodexFuncGateway.Pipeline;

/// <summary>
/// Breaks silences towards the client. One timer per call and no allocation per wait: the call lends its output to the timer while it
/// waits for the upstream, and takes it back afterwards.
/// </summary>
internal sealed class KeepAlive : IAsyncDisposable
{
    private readonly SemaphoreSlim output = new(0, 1);
    private readonly TimeSpan interval;
    private readonly TimeProvider timeProvider;
    private readonly Func<ValueTask> send;
    private readonly ITimer timer;
    private long lastSign;

    /// <param name="send">Writes a sign of life and flushes it.</param>
    public KeepAlive(TimeSpan interval, TimeProvider timeProvider, Func<ValueTask> send)
    {
        (this.interval, this.timeProvider, this.send) = (interval, timeProvider, send);
        lastSign = timeProvider.GetTimestamp();
        timer = timeProvider.CreateTimer(static state => ((KeepAlive)state!).OnTick(), this, interval, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Waits for what will end the silence. Nothing may be written meanwhile, since the timer may do so.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<T> WaitAsync<T>(ValueTask<T> next)
    {
        output.Release();
        try
        {
            return await next;
        }
        finally
        {
            await output.WaitAsync(CancellationToken.None);
            lastSign = timeProvider.GetTimestamp();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await timer.DisposeAsync();
        output.Dispose();
    }

    private async void OnTick()
    {
        var wait = interval;
        try
        {
            if (await output.WaitAsync(0))
            {
                wait = await BreakSilenceAsync();
            }

            timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
#pragma warning disable CA1031 // Nobody awaits a timer: whatever is thrown here would end the process, and the call notices a broken client by itself.
        catch (Exception)
        {
        }
#pragma warning restore CA1031
    }

    private async ValueTask<TimeSpan> BreakSilenceAsync()
    {
        try
        {
            var silent = timeProvider.GetElapsedTime(lastSign);
            if (silent < interval)
            {
                return interval - silent;
            }

            await send();
            lastSign = timeProvider.GetTimestamp();
            return interval;
        }
        finally
        {
            output.Release();
        }
    }
}
