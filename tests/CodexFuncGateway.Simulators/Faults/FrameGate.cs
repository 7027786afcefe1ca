namespace CodexFuncGateway.Simulators.Faults;

/// <summary>Holds a stream's frames back until a test lets them go, in place of sleeping.</summary>
public sealed class FrameGate : IDisposable
{
    private readonly SemaphoreSlim _frames = new(0);

    public void Release(int frames) => _frames.Release(frames);

    /// <summary>Lets everything through from now on.</summary>
    public void Open() => _frames.Release(int.MaxValue / 2);

    public void Dispose() => _frames.Dispose();

    internal Task PassAsync(CancellationToken cancellationToken) => _frames.WaitAsync(cancellationToken);
}
