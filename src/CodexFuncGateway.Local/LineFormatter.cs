using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace CodexFuncGateway.Local;

/// <summary>A log for people at a terminal: the time and what happened, with a mark on what is wrong.</summary>
internal sealed class LineFormatter(TimeProvider timeProvider) : ConsoleFormatter(Name)
{
    public new const string Name = "line";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        textWriter.Write(timeProvider.GetLocalNow().ToString("HH:mm:ss "));
        if (logEntry.LogLevel >= LogLevel.Warning)
        {
            textWriter.Write($"{logEntry.LogLevel}: ");
        }

        textWriter.WriteLine(logEntry.Formatter(logEntry.State, logEntry.Exception));
        if (logEntry.Exception is { } exception)
        {
            textWriter.WriteLine(exception);
        }
    }
}
