using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Tests.Upstream;

/// <summary>An upstream says where to go on; it does not get to say whom the gateway shows its credential.</summary>
public sealed class FollowUpAddressTests
{
    private static readonly Route Route = new(
        "asked",
        new Provider { Name = "p", DisplayName = "Provider", Dialect = "d", BaseUrl = "https://api.example.com/v1", FollowUpHosts = ["*.example.com", "cdn.example.net"] },
        new Model { Id = "m" },
        new Capabilities(),
        new ModelPrice { Rates = new PriceRates { Input = 1, Output = 1 } });

    [Theory]
    [InlineData("https://api.example.com/v1/predictions/1")]
    [InlineData("https://stream.example.com/x?y=z")]
    [InlineData("https://a.b.example.com/x")]
    [InlineData("https://STREAM.EXAMPLE.COM/x")]
    [InlineData("https://cdn.example.net:443/x")]
    public void An_address_of_the_provider_s_own_is_followed(string address) =>
        Assert.Equal(new Uri(address), FollowUpAddress.Require(address, Route));

    [Theory]
    [InlineData("http://stream.example.com/x")]
    [InlineData("https://stream.example.com:8443/x")]
    [InlineData("http://api.example.com/v1/predictions/1")]
    [InlineData("https://api.example.com:444/v1")]
    [InlineData("https://user:pass@stream.example.com/x")]
    [InlineData("https://example.com/x")]
    [InlineData("https://evilexample.com/x")]
    [InlineData("https://stream.example.com.evil.net/x")]
    [InlineData("https://evil.net/#.example.com")]
    [InlineData("https://evil.net\\@stream.example.com/x")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://localhost/x")]
    [InlineData("https://sub.cdn.example.net/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/v1/predictions/1")]
    [InlineData("//stream.example.com/x")]
    [InlineData("")]
    public void Any_other_address_is_not(string address)
    {
        var error = Assert.Throws<GatewayException>(() => FollowUpAddress.Require(address, Route)).Error;

        Assert.Equal(ErrorKind.UpstreamFailed, error.Kind);
        Assert.True(address.Length == 0 || !error.Message.Contains(address, StringComparison.Ordinal));
    }
}
