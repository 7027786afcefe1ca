using System.Diagnostics;

namespace CodexFuncGateway.Bench.Processes;

/// <summary>How many processors everything but the bench kept busy since this was made: a high number makes the figures noise.</summary>
internal sealed class MachineWatch(IReadOnlyList<int> ownProcesses)
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly double _othersBefore = Others(ownProcesses);

    public double OtherProcessors() => (Others(ownProcesses) - _othersBefore) / Stopwatch.GetElapsedTime(_started).TotalSeconds;

    private static double Others(IReadOnlyList<int> ownProcesses) =>
        MachineUsage.ProcessorSeconds() - ownProcesses.Sum(id => ProcessUsage.Read(id).ProcessorSeconds);
}
