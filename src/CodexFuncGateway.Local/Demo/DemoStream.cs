using System.Text.Json;

namespace CodexFuncGateway.Local.Demo;

/// <summary>Writes a reply as chat completions stream it: text word by word, calls in pieces, then why it ended and what it consumed.</summary>
internal static class DemoStream
{
    private const int PieceLength = 40;

    public static async Task WriteAsync(HttpResponse response, DemoReply reply, int inputTokens, CancellationToken cancellationToken)
    {
        response.ContentType = "text/event-stream";
        foreach (var chunk in Chunks(reply, inputTokens))
        {
            await response.WriteAsync($"data: {JsonSerializer.Serialize(chunk)}\n\n", cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
        }

        await response.WriteAsync("data: [DONE]\n\n", cancellationToken);
    }

    private static IEnumerable<object> Chunks(DemoReply reply, int inputTokens)
    {
        var outputTokens = 0;
        foreach (var delta in Deltas(reply))
        {
            outputTokens++;
            yield return Chunk(new { index = 0, delta, finish_reason = (string?)null });
        }

        yield return Chunk(new { index = 0, delta = new { }, finish_reason = reply.Calls.Count > 0 ? "tool_calls" : "stop" });
        yield return new
        {
            @object = "chat.completion.chunk",
            model = "coder",
            choices = Array.Empty<object>(),
            usage = new { prompt_tokens = inputTokens, completion_tokens = outputTokens, total_tokens = inputTokens + outputTokens },
        };
    }

    private static IEnumerable<object> Deltas(DemoReply reply)
    {
        yield return new { role = "assistant", content = "" };
        foreach (var word in reply.Text.Split(' ').Select((word, index) => index == 0 ? word : $" {word}"))
        {
            yield return new { content = word };
        }

        foreach (var delta in reply.Calls.SelectMany(CallDeltas))
        {
            yield return delta;
        }
    }

    private static IEnumerable<object> CallDeltas(DemoToolCall call, int index)
    {
        var id = $"call_{Guid.NewGuid():N}";
        yield return new { tool_calls = new[] { new { index, id, type = "function", function = new { name = call.Tool, arguments = "" } } } };
        foreach (var piece in JsonSerializer.Serialize(call.Arguments).Chunk(PieceLength))
        {
            yield return new { tool_calls = new[] { new { index, function = new { arguments = new string(piece) } } } };
        }
    }

    private static object Chunk(object choice) => new { @object = "chat.completion.chunk", model = "coder", choices = new[] { choice } };
}
