using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Tests.Support;

/// <summary>Keeps what was logged, rendered, so that a test can look for it or make sure of its absence.</summary>
public sealed class CollectingLogger<T> : ILogger<T>
{
    public ConcurrentQueue<(LogLevel Level, string Text)> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        Lines.Enqueue((logLevel, $"{formatter(state, exception)} {exception}"));
    }
}
