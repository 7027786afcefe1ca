using System.Collections.Concurrent;
using System.Diagnostics;
using CodexFuncGateway.Telemetry;
using CodexFuncGateway.Tests.FrontDoor;
using CodexFuncGateway.Tests.Upstream.Credentials;

namespace CodexFuncGateway.Tests.Telemetry;

/// <summary>The spans of all gateways in this process while it lives, found by the request they belong to.</summary>
internal sealed class CallSpans : IDisposable
{
    private readonly ActivityListener listener;
    private readonly ConcurrentQueue<Activity> ended = [];

    public CallSpans()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Steps.SourceName,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>The span of the call that was answered so; it ends a moment after the answer.</summary>
    public Task<Activity> OfAsync(Answer answer) => FirstAsync("gateway.request.id", answer.Headers["x-request-id"]);

    public Task<Activity> OfSessionAsync(string session) => FirstAsync("gen_ai.conversation.id", session);

    /// <summary>The steps of a call, in the order in which they began.</summary>
    public IReadOnlyList<Activity> StepsOf(Activity call) => [.. ended.Where(span => span.ParentSpanId == call.SpanId && span.TraceId == call.TraceId).OrderBy(span => span.StartTimeUtc)];

    public void Dispose() => listener.Dispose();

    private async Task<Activity> FirstAsync(string tag, string value)
    {
        Activity? found = null;
        await Eventually.TrueAsync(() => (found = ended.FirstOrDefault(span => value.Equals(span.GetTagItem(tag)))) is not null);
        return found!;
    }
}
