using System.Globalization;

namespace CodexFuncGateway.Bench.Processes;

/// <summary>What a process has taken of the machine, as Linux counts it in <c>/proc</c>.</summary>
/// <param name="ProcessorSeconds">User and system time since its start.</param>
/// <param name="ResidentMegabytes">Resident set now, in MiB.</param>
internal readonly record struct ProcessUsage(double ProcessorSeconds, double ResidentMegabytes)
{
    private const double ClockTicksPerSecond = 100;

    public static ProcessUsage Read(int processId)
    {
        // The second field is the program's name in parentheses, which may hold spaces; those counted here start after it.
        var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = Number(fields[11]) + Number(fields[12]);
        return new ProcessUsage(ticks / ClockTicksPerSecond, Number(fields[21]) * Environment.SystemPageSize / 1048576);
    }

    private static double Number(string field) => double.Parse(field, CultureInfo.InvariantCulture);
}
