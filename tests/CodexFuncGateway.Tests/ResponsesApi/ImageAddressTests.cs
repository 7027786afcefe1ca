using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Tests.ResponsesApi;

public sealed class ImageAddressTests
{
    [Theory]
    [InlineData("data:image/png;base64,AAAA")]
    [InlineData("DATA:IMAGE/svg+xml;utf8,<svg/>")]
    [InlineData("https://example.com/a.png?x=1#y")]
    [InlineData("http://example.com:8080/a.png")]
    [InlineData("https://8.8.8.8/a.png")]
    [InlineData("https://[2606:4700::1111]/a.png")]
    [InlineData("https://172.32.0.1/a.png")]
    [InlineData("https://notlocalhost.example/a.png")]
    public void Images_of_public_hosts_and_in_the_request_itself_are_taken(string url) => Assert.Equal(url, Read(url));

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("/etc/passwd.png")]
    [InlineData("iVBORw0KGgo=")]
    [InlineData("")]
    [InlineData("ftp://example.com/a.png")]
    [InlineData("gopher://example.com/a.png")]
    [InlineData("data:text/html;base64,AAAA")]
    [InlineData("data:application/pdf;base64,AAAA")]
    [InlineData("data:,")]
    [InlineData("https://user:password@example.com/a.png")]
    [InlineData("http://localhost/a.png")]
    [InlineData("http://LOCALHOST./a.png")]
    [InlineData("http://metadata/computeMetadata")]
    [InlineData("http://metadata.google.internal/computeMetadata")]
    [InlineData("http://printer.local/a.png")]
    [InlineData("http://127.0.0.1/a.png")]
    [InlineData("http://127.1/a.png")]
    [InlineData("http://2130706433/a.png")]
    [InlineData("http://0x7f.0.0.1/a.png")]
    [InlineData("http://017700000001/a.png")]
    [InlineData("http://0.0.0.0/a.png")]
    [InlineData("http://10.1.2.3/a.png")]
    [InlineData("http://100.64.0.1/a.png")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://168.63.129.16/metadata")]
    [InlineData("http://172.16.0.1/a.png")]
    [InlineData("http://192.168.0.1/a.png")]
    [InlineData("http://224.0.0.1/a.png")]
    [InlineData("http://[::1]/a.png")]
    [InlineData("http://[::ffff:127.0.0.1]/a.png")]
    [InlineData("http://[64:ff9b::a00:1]/a.png")]
    [InlineData("http://[2002:7f00:1::]/a.png")]
    [InlineData("http://[fe80::1]/a.png")]
    [InlineData("http://[fd00::1]/a.png")]
    public void Anything_else_is_refused_by_name(string url)
    {
        var refusal = Assert.Throws<GatewayException>(() => Read(url));

        Assert.Equal((ErrorKind.InvalidRequest, "body"), (refusal.Error.Kind, refusal.Error.Param));
        Assert.DoesNotContain("passw", refusal.Error.Message);
    }

    private static string Read(string url) => ImageAddress.Require(new JsonField(JsonView.Parse(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(url))));
}
