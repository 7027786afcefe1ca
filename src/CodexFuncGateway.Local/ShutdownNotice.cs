using System.Runtime.InteropServices;

namespace CodexFuncGateway.Local;

/// <summary>Tells who ended the host why it does not end at once, and lets a second Ctrl-C have its way.</summary>
internal static class ShutdownNotice
{
    private const int EndedByCtrlC = 130;

    public static void Register(IHostApplicationLifetime lifetime) => lifetime.ApplicationStopping.Register(() =>
    {
        Console.WriteLine("Ending. Replies that are running may finish; Ctrl-C again ends at once.");
        var again = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Environment.Exit(EndedByCtrlC));
        lifetime.ApplicationStopped.Register(again.Dispose);
    });
}
