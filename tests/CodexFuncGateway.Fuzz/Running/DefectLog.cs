using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Fuzz.Running;

/// <summary>Keeps what the gateway itself takes for a defect: its lines from <see cref="LogLevel.Error"/> on.</summary>
internal sealed class DefectLog : ILoggerProvider
{
    public ConcurrentQueue<string> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => new Logger(Lines);

    public void Dispose()
    {
    }

    private sealed class Logger(ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            // Rendered at every level, for that too must not fail.
            var line = formatter(state, exception);
            if (logLevel >= LogLevel.Error)
            {
                lines.Enqueue(line);
            }
        }
    }
}
