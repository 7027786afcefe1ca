using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CodexFuncGateway.Bench.Processes;

namespace CodexFuncGateway.Bench.Abuse;

/// <summary>Sends a bomb, or several at once, and takes the answer.</summary>
internal static class BombThrower
{
    private const int LongestMessage = 90;

    /// <summary>The status and message of the last answer, and how long all of them took.</summary>
    public static async Task<(string Status, string Message, double Milliseconds)> ThrowAsync(
        ServerProcess gateway, Bomb bomb, byte[] body, int atOnce, CancellationToken cancellationToken)
    {
        using var client = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        var start = Stopwatch.GetTimestamp();
        var answers = await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => SendAsync(client, gateway, bomb, body, cancellationToken)));
        return (string.Join(", ", answers.Select(answer => answer.Status).Distinct()), answers[^1].Message, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    private static async Task<(string Status, string Message)> SendAsync(HttpMessageInvoker client, ServerProcess gateway, Bomb bomb, byte[] body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway.Address, bomb.Path)) { Content = new ByteArrayContent(body) };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {BenchProcesses.GatewayKey}");
        if (bomb.Encodings is { } encodings)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Encoding", encodings);
        }

        using var response = await client.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return (((int)response.StatusCode).ToString(CultureInfo.InvariantCulture), response.IsSuccessStatusCode ? "answered" : Message(text));
    }

    private static string Message(string text)
    {
        var message = JsonElement.Parse(text).GetProperty("error").GetProperty("message").GetString()!;
        return message.Length > LongestMessage ? message[..LongestMessage] + "…" : message;
    }
}
