using System.Diagnostics;

namespace CodexFuncGateway.Bench.Load;

/// <summary>Counts the events of one Responses stream by their <c>event:</c> lines, without parsing what they carry.</summary>
internal sealed class EventCounter
{
    private byte[] _partialLine = new byte[4 * 1024];
    private int _partialLength;

    public int Deltas { get; private set; }

    public bool IsCompleted { get; private set; }

    /// <summary>When the first delta arrived, in stopwatch ticks; 0 before.</summary>
    public long FirstDeltaAt { get; private set; }

    public void Reset()
    {
        _partialLength = 0;
        Deltas = 0;
        IsCompleted = false;
        FirstDeltaAt = 0;
    }

    public void Read(ReadOnlySpan<byte> piece)
    {
        int lineEnd;
        while ((lineEnd = piece.IndexOf((byte)'\n')) >= 0)
        {
            ReadLine(_partialLength == 0 ? piece[..lineEnd] : Complete(piece[..lineEnd]));
            piece = piece[(lineEnd + 1)..];
        }

        Keep(piece);
    }

    private ReadOnlySpan<byte> Complete(ReadOnlySpan<byte> restOfLine)
    {
        Keep(restOfLine);
        var line = _partialLine.AsSpan(0, _partialLength);
        _partialLength = 0;
        return line;
    }

    private void Keep(ReadOnlySpan<byte> piece)
    {
        if (_partialLength + piece.Length > _partialLine.Length)
        {
            Array.Resize(ref _partialLine, Math.Max(2 * _partialLine.Length, _partialLength + piece.Length));
        }

        piece.CopyTo(_partialLine.AsSpan(_partialLength));
        _partialLength += piece.Length;
    }

    private void ReadLine(ReadOnlySpan<byte> line)
    {
        if (line.SequenceEqual("event: response.output_text.delta"u8))
        {
            Deltas++;
            FirstDeltaAt = FirstDeltaAt == 0 ? Stopwatch.GetTimestamp() : FirstDeltaAt;
        }
        else if (line.SequenceEqual("event: response.completed"u8))
        {
            IsCompleted = true;
        }
    }
}
