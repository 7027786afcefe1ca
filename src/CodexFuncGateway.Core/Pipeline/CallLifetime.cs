namespace CodexFuncGateway.Pipeline;

/// <summary>
/// How long an upstream is read. A client that leaves does not end it at once: for a short while the upstream may still say what the call
/// consumed, which is then known rather than guessed.
/// </summary>
internal sealed class CallLifetime : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly CancellationTokenRegistration registration;

    public CallLifetime(TimeSpan grace, TimeProvider timeProvider, CancellationToken clientLeft)
    {
        ClientLeft = clientLeft;
        source = new CancellationTokenSource(Timeout.InfiniteTimeSpan, timeProvider);
        registration = clientLeft.UnsafeRegister(_ => source.CancelAfter(grace), null);
    }

    public CancellationToken ClientLeft { get; }

    /// <summary>Ends the reading.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Ends the reading now: what an upstream says is of no use any more.</summary>
    public void End() => source.Cancel();

    public void Dispose()
    {
        registration.Dispose();
        source.Dispose();
    }
}
