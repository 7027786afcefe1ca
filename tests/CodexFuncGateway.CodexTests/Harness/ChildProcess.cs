using System.ComponentModel;
using System.Diagnostics;

namespace CodexFuncGateway.CodexTests.Harness;

/// <summary>Runs one program to its end, or to the end of its time; a program that overstays is killed with its children.</summary>
internal static class ChildProcess
{
    public static async Task<ChildResult> RunAsync(ProcessStartInfo start, TimeSpan limit)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.UseShellExecute = false;
        using var process = Process.Start(start) ?? throw new Win32Exception($"{start.FileName} did not start.");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();

        var timedOut = !await EndsWithinAsync(process, limit);
        return new ChildResult(process.ExitCode, await output, await error, timedOut);
    }

    private static async Task<bool> EndsWithinAsync(Process process, TimeSpan limit)
    {
        using var deadline = new CancellationTokenSource(limit);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            return false;
        }
    }
}
