using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>Every span and every measurement of the process with all of their tags, while it lives.</summary>
internal sealed class Traces : IDisposable
{
    private readonly ActivityListener spans;
    private readonly MeterListener measurements = new() { InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument) };

    public Traces()
    {
        spans = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Note,
        };
        ActivitySource.AddActivityListener(spans);
        measurements.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Note(instrument, tags));
        measurements.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Note(instrument, tags));
        measurements.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Note(instrument, tags));
        measurements.Start();
    }

    public ConcurrentQueue<string> Lines { get; } = [];

    public void Dispose()
    {
        spans.Dispose();
        measurements.Dispose();
    }

    private void Note(Activity span) => Lines.Enqueue(
        $"{span.Source.Name} {span.OperationName} {span.DisplayName} {span.StatusDescription} {Join(span.TagObjects)} {Join(span.Baggage)} "
        + string.Join(' ', span.Events.Select(told => told.Name + Join(told.Tags))));

    private void Note(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) => Lines.Enqueue($"{instrument.Name} {Join(tags.ToArray())}");

    private static string Join<T>(IEnumerable<KeyValuePair<string, T>> tags) => string.Join(' ', tags.Select(tag => $"{tag.Key}={tag.Value}"));
}
