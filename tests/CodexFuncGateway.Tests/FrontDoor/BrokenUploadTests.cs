using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>Bodies that do not arrive as HTTP says: a client's fault, and no defect of the gateway.</summary>
public sealed class BrokenUploadTests
{
    private const string Head = $"POST /v1/responses HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer {GatewayUnderTest.Key}\r\n";

    [Fact]
    public async Task A_chunk_without_a_size_is_a_bad_request()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        using var client = await ConnectAsync(gateway);
        await using var stream = client.GetStream();

        await stream.WriteAsync(Encoding.ASCII.GetBytes(Head + "Transfer-Encoding: chunked\r\n\r\nnonsense\r\n"));
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync();

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("invalid_request_error", answer);
        AssertNoDefect(gateway);
    }

    [Fact]
    public async Task A_client_that_breaks_off_its_upload_is_no_defect()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        using (var client = await ConnectAsync(gateway))
        {
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Head + "Content-Length: 100\r\n\r\n{"));
            Assert.True(SpinWait.SpinUntil(() => gateway.Logs.Lines.Any(line => line.Text.Contains("Request starting", StringComparison.Ordinal)), TimeSpan.FromSeconds(30)));
            client.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        Assert.True(SpinWait.SpinUntil(() => gateway.Logs.Lines.Any(line => line.Text.Contains("Request finished", StringComparison.Ordinal)), TimeSpan.FromSeconds(30)));
        AssertNoDefect(gateway);
        Assert.Empty(await gateway.Ledger.RowsAsync());
    }

    private static async Task<TcpClient> ConnectAsync(GatewayUnderTest gateway)
    {
        var client = new TcpClient();
        await client.ConnectAsync(gateway.Address.Host, gateway.Address.Port);
        return client;
    }

    private static void AssertNoDefect(GatewayUnderTest gateway) => Assert.DoesNotContain(gateway.Logs.Lines, line => line.Level >= LogLevel.Warning);
}
