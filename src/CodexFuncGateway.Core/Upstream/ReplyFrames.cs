using System.Runtime.CompilerServices;

namespace CodexFuncGateway.Upstream;

/// <summary>The JSON texts of a reply: one per server-sent event, or the whole body where an upstream ignored <c>stream</c>.</summary>
internal static class ReplyFrames
{
    private const int LargestBody = 64 * 1024 * 1024;

    /// <summary>Each text is valid until the next is asked for. <c>[DONE]</c> ends the sequence.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(UpstreamReply reply, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (reply.ContentType == "application/json")
        {
            yield return await ReadWholeAsync(reply.Body, cancellationToken);
            yield break;
        }

        using var events = new SseReader(reply.Body);
        while (await events.ReadAsync(cancellationToken) && !events.Data.Span.SequenceEqual("[DONE]"u8))
        {
            yield return events.Data;
        }
    }

    /// <exception cref="InvalidDataException">There is no end of it.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadWholeAsync(Stream body, CancellationToken cancellationToken)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (whole.Length + read > LargestBody)
            {
                throw new InvalidDataException("The upstream's reply is larger than 64 MiB.");
            }

            whole.Write(buffer, 0, read);
        }

        return whole.GetBuffer().AsMemory(0, (int)whole.Length);
    }
}
