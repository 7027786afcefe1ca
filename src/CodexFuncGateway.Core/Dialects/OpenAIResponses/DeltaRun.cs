using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Dialects.OpenAIResponses;

/// <summary>
/// Takes the deltas that lie ready behind the one just read, as long as they are of its type and framed as OpenAI frames them: nothing in them is looked
/// at, so a burst of a hundred costs one copy.
/// </summary>
internal sealed class DeltaRun
{
    private byte[] type = [];
    private byte[] beginning = [];

    /// <summary>Remembers how an event of this type begins, if it is a delta.</summary>
    public void Learn(ReadOnlySpan<byte> newest)
    {
        if (newest.SequenceEqual(type))
        {
            return;
        }

        type = newest.ToArray();
        beginning = newest.EndsWith(".delta"u8) ? [.. "event: "u8, .. newest, .. "\ndata: {\"type\":\""u8, .. newest, .. "\","u8] : [];
    }

    /// <summary>Null where none is at hand.</summary>
    public NativeDeltas? Take(SseReader frames)
    {
        if (beginning.Length == 0)
        {
            return null;
        }

        var run = frames.TakeFrames(beginning, out var count);
        return count > 0 ? new NativeDeltas(run, count) : null;
    }
}
