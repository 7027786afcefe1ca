using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CodexFuncGateway.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace CodexFuncGateway.Tests.Support;

/// <summary>What one gateway measures, of all that run in this process.</summary>
internal sealed class MeterReadings : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentQueue<Reading> readings = [];

    public MeterReadings(IServiceProvider services)
    {
        var factory = services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Scope == factory && instrument.Meter.Name == Steps.SourceName)
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();
    }

    public IReadOnlyList<Reading> All => [.. readings];

    public IReadOnlyList<Reading> Of(string instrument) => [.. readings.Where(reading => reading.Instrument.Name == instrument)];

    /// <summary>Asks the instruments that answer only when asked.</summary>
    public void Observe() => listener.RecordObservableInstruments();

    public void Dispose() => listener.Dispose();

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        readings.Enqueue(new Reading(instrument, value, string.Join(' ', tags.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"))));

    /// <param name="Tags">In the order of their names, as <c>name=value</c>.</param>
    public sealed record Reading(Instrument Instrument, double Value, string Tags);
}
