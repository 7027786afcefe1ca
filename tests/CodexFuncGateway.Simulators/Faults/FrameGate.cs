namespace CodexFuncGateway.Simulators.Faults;

/// <summary>Holds a stream's frames back until a test lets them go, in place of sleeping.</summary>
public sealed class FrameGate : IDisposable
{
    private readonly SemaphoreSlim passes = new(0);

    public void Release(int frames) => passes.Release(frames);

    /// <summary>Lets everything through from now on.</summary>
    public void Open() => passes.Release(int.MaxValue / 2);

    public void Dispose() => passes.Dispose();

    internal Task PassAsync(CancellationToken cancellationToken) => passes.WaitAsync(cancellationToken);
}
