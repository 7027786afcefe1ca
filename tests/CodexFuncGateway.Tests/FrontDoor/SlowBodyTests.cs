using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>Clients that begin to send a body and do not go on.</summary>
public sealed class SlowBodyTests
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(23);

    [Theory]
    [InlineData("")]
    [InlineData("originator: codex_exec\r\n")]
    public async Task A_body_that_stalls_is_answered_and_forgotten(string headers)
    {
        await using var gateway = await GatewayUnderTest.StartAsync(("Gateway:ReceiveIdleSeconds", "23"));
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.Address.Host, gateway.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /v1/responses HTTP/1.1\r\nHost: gateway\r\n{headers}Authorization: Bearer {GatewayUnderTest.Key}\r\nContent-Length: 30000000\r\n\r\n{{\"model\":"));

        await gateway.Time.PassAsync(LongestPause);
        var answer = await ReadHeadAsync(stream);

        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("request_timeout", answer);
        Assert.Contains("paused for more than 23 seconds", answer);
        Assert.DoesNotContain(gateway.Logs.Lines, line => line.Level >= LogLevel.Warning);
        Assert.Empty(await gateway.Ledger.RowsAsync());
    }

    private static async Task<string> ReadHeadAsync(Stream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4_096];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!text.ToString().Contains("}}", StringComparison.Ordinal) && await stream.ReadAsync(buffer, patience.Token) is > 0 and var read)
        {
            text.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }

        return text.ToString();
    }
}
