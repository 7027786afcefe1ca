using CodexFuncGateway.Catalog;

namespace CodexFuncGateway.Tests.Catalog;

/// <summary>Where credentials and conversations may be sent.</summary>
public sealed class BaseUrlTests
{
    [Theory]
    [InlineData("https://gpu.example/v1")]
    [InlineData("http://127.0.0.1:8000/v1")]
    [InlineData("http://localhost:8000/v1")]
    [InlineData("http://[::1]:8000/v1")]
    public void HTTPS_and_loopback_need_no_leave(string address) => Assert.Equal(address, Load(("Providers:vllm:BaseUrl", address)).BaseUrl);

    [Theory]
    [InlineData("http://gpu:8000/v1")]
    [InlineData("http://10.0.0.4:8000/v1")]
    [InlineData("http://localhost.example/v1")]
    [InlineData("http://{model}.example/v1")]
    public void Plain_HTTP_elsewhere_is_refused_until_it_is_allowed(string address)
    {
        var refusal = Assert.Throws<CatalogException>(() => CatalogFixture.Load(("Providers:vllm:BaseUrl", address)));

        Assert.Contains("Providers:vllm:AllowHttp", refusal.Message);
    }

    [Fact]
    public void Allowed_it_is_taken() =>
        Assert.Equal("http://gpu:8000/v1", Load(("Providers:vllm:BaseUrl", "http://gpu:8000/v1"), ("Providers:vllm:AllowHttp", "true")).BaseUrl);

    [Fact]
    public void A_models_own_address_is_held_to_the_same()
    {
        (string, string)[] model = [("Providers:vllm:Models:0:id", "m"), ("Providers:vllm:Models:0:baseUrl", "http://gpu:8001/v1")];

        Assert.Throws<CatalogException>(() => CatalogFixture.Load(model));
        Assert.NotNull(CatalogFixture.Load([.. model, ("Providers:vllm:AllowHttp", "true")]));
    }

    [Theory]
    [InlineData("BaseUrl", "https://name:canary@gpu.example/v1")]
    [InlineData("BaseUrl", "https://gpu.example/v1#part")]
    [InlineData("BaseUrl", "ftp://gpu.example/v1")]
    [InlineData("Headers:X-One", "a\r\nX-Two: b")]
    [InlineData("Headers:X-One", "\u00e9")]
    [InlineData("Headers:X One", "a")]
    [InlineData("Auth:Header", "X-Key: a")]
    [InlineData("Auth:Prefix", "Bearer\n")]
    public void What_would_show_a_credential_or_begin_another_header_is_refused(string setting, string value) =>
        Assert.Throws<CatalogException>(() => CatalogFixture.Load(($"Providers:vllm:{setting}", value)));

    private static Provider Load(params (string, string)[] settings) => CatalogFixture.Load(settings).Providers.Single(provider => provider.Name == "vllm");
}
