using System.Globalization;

namespace CodexFuncGateway.Bench.Processes;

/// <summary>What all processes together have taken of the processors: tells a quiet machine from a busy one.</summary>
internal static class MachineUsage
{
    private const double ClockTicksPerSecond = 100;

    public static double ProcessorSeconds()
    {
        // user, nice, system, idle, iowait, irq, softirq, steal
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        double[] ticks = [.. fields[1..9].Select(field => double.Parse(field, CultureInfo.InvariantCulture))];
        return (ticks.Sum() - ticks[3] - ticks[4]) / ClockTicksPerSecond;
    }
}
