using System.Net;
using System.Net.ServerSentEvents;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using CodexFuncGateway.Bench.Http;
using CodexFuncGateway.Bench.Upstream;

namespace CodexFuncGateway.Bench.Load;

/// <summary>Parses one whole reply before the loads, which only count: a fast wrong answer is no result.</summary>
internal static class ContentCheck
{
    public static async Task RunAsync(LoadTarget target, CancellationToken cancellationToken)
    {
        using var body = await ReadBodyAsync(target, cancellationToken);
        var text = new StringBuilder();
        var number = 0;
        foreach (var item in SseParser.Create(body).Enumerate())
        {
            using var data = JsonDocument.Parse(item.Data);
            Require(target, item.EventType == data.RootElement.GetProperty("type").GetString(), $"an event named {item.EventType} says it is another");
            Require(target, data.RootElement.GetProperty("sequence_number").GetInt32() == number++, $"{item.EventType} is out of sequence");
            text.Append(item.EventType == "response.output_text.delta" ? data.RootElement.GetProperty("delta").GetString() : "");
            if (item.EventType == "response.completed")
            {
                RequireUsage(target, data.RootElement.GetProperty("response").GetProperty("usage"));
            }
        }

        Require(target, text.ToString() == SampleText.Whole(), "the text is not the one the upstream sent");
    }

    private static void RequireUsage(LoadTarget target, JsonElement usage)
    {
        var input = usage.GetProperty("input_tokens").GetInt32();
        var output = usage.GetProperty("output_tokens").GetInt32();
        Require(target, (input, output) == (ReplyEvents.InputTokens, SampleText.Deltas), $"the usage is {input} and {output} tokens");
    }

    private static async Task<MemoryStream> ReadBodyAsync(LoadTarget target, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, target.Port, cancellationToken);
        await socket.SendAllAsync(target.Request, cancellationToken);
        var reader = new MessageReader(socket);
        var head = await reader.ReadHeadAsync(cancellationToken);
        var body = new MemoryStream();
        ReadOnlyMemory<byte> piece;
        while (!(piece = await reader.ReadBodyAsync(cancellationToken)).IsEmpty)
        {
            body.Write(piece.Span);
        }

        var isWell = head is not null && head.StartLine.StartsWith("HTTP/1.1 200", StringComparison.Ordinal);
        Require(target, isWell, $"{head?.StartLine}: {Encoding.UTF8.GetString(body.ToArray())}");
        body.Position = 0;
        return body;
    }

    private static void Require(LoadTarget target, bool isSo, string otherwise)
    {
        if (!isSo)
        {
            throw new BenchException($"{target.Name}: {otherwise}");
        }
    }
}
