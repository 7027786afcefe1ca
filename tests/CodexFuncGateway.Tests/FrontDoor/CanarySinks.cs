using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>Everywhere that a secret could leak to: logs of every category and level, spans, measurements, the framework's own events, and rows of every table.</summary>
internal sealed class CanarySinks : IDisposable
{
    private readonly Traces traces = new();
    private readonly FrameworkEvents events = new();
    private readonly TestTableStore store = new();

    /// <summary>A gateway whose store is one of the sinks.</summary>
    public Task<GatewayUnderTest> StartAsync(IEnumerable<(string Name, string Value)> settings, Action<IServiceCollection>? addServices = null) =>
        GatewayUnderTest.StartAsync(settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value), services =>
        {
            services.AddSingleton(store);
            addServices?.Invoke(services);
        });

    /// <param name="answers">Answers in which it must not stand either.</param>
    public async Task AssertSilentAsync(GatewayUnderTest gateway, IReadOnlyList<string> canaries, params IEnumerable<Answer> answers)
    {
        await gateway.Ledger.RowsAsync();
        var lines = gateway.Logs.Lines.Select(line => $"log {line.Category} {line.Level}: {line.Text}")
            .Concat(traces.Lines.Select(line => $"trace: {line}"))
            .Concat(events.Lines.Select(line => $"event: {line}"))
            .Concat(Rows().Select(row => $"row: {row}"))
            .Concat(answers.Select(answer => $"answer: {answer.Status} {string.Join(' ', answer.Headers)} {answer.Text}"))
            .ToArray();
        Assert.Contains(lines, line => line.StartsWith("log Microsoft.AspNetCore.", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("event: ", StringComparison.Ordinal));
        foreach (var canary in canaries)
        {
            Assert.DoesNotContain(lines, line => line.Contains(canary, StringComparison.OrdinalIgnoreCase));
        }
    }

    public void Dispose()
    {
        traces.Dispose();
        events.Dispose();
    }

    private IEnumerable<string> Rows() => store.Submitted.SelectMany(writes => writes).Select(write => $"{write.Key} {string.Join(' ', Entity(write)?.Properties ?? new Dictionary<string, object>())}");

    private static TableEntity? Entity(TableWrite write) => write switch
    {
        TableWrite.Insert insert => insert.Entity,
        TableWrite.Upsert upsert => upsert.Entity,
        TableWrite.Update update => update.Entity,
        _ => null,
    };

    /// <summary>What the framework tells of HTTP, whoever listens: <c>System.Net.*</c>, Kestrel, hosting.</summary>
    private sealed class FrameworkEvents : EventListener
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name.StartsWith("System.Net.", StringComparison.Ordinal) || eventSource.Name.Contains("AspNetCore", StringComparison.Ordinal))
            {
                EnableEvents(eventSource, EventLevel.Verbose, EventKeywords.All);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
            Lines?.Enqueue($"{eventData.EventSource.Name} {eventData.EventName} {string.Join(' ', eventData.Payload ?? new System.Collections.ObjectModel.ReadOnlyCollection<object?>([]))}");
    }
}
