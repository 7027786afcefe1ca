using System.Collections.Concurrent;
using System.Text;

namespace CodexFuncGateway.Simulators.Faults;

/// <summary>The faults of the next requests, one each, in the order in which they were planned.</summary>
public sealed class FaultPlan
{
    private readonly ConcurrentQueue<Fault> faults = new();

    public void FailWith(int status, string body, IReadOnlyDictionary<string, string>? headers = null, int requests = 1) =>
        FailWith(status, Encoding.UTF8.GetBytes(body), headers, requests);

    public void FailWith(int status, byte[] body, IReadOnlyDictionary<string, string>? headers = null, int requests = 1)
    {
        var rejection = new Rejection(status, body) { Headers = headers ?? new Dictionary<string, string>() };
        for (var count = 0; count < requests; count++)
        {
            faults.Enqueue(new Fault.Refuse(rejection));
        }
    }

    public void CutAfterFrame(int frames) => faults.Enqueue(new Fault.Cut(frames));

    public void StaySilent(SilentFrom from) => faults.Enqueue(new Fault.Silence(from));

    /// <summary>Replies with what becomes of the frames that the service would have sent.</summary>
    public void Rewrite(Func<IReadOnlyList<byte[]>, IEnumerable<byte[]>> frames) => faults.Enqueue(new Fault.Rewrite(frames));

    /// <param name="requests">How many requests share the gate; each frame that it lets through is one of any of them.</param>
    public FrameGate HoldFrames(int requests = 1)
    {
        var gate = new FrameGate();
        for (var count = 0; count < requests; count++)
        {
            faults.Enqueue(new Fault.Pace(gate));
        }

        return gate;
    }

    internal Fault? TakeNext() => faults.TryDequeue(out var fault) ? fault : null;
}
