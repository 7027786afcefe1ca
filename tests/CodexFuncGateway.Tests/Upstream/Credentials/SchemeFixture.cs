using CodexFuncGateway.Catalog;
using CodexFuncGateway.Tests.Support;
using CodexFuncGateway.Upstream;
using CodexFuncGateway.Upstream.Credentials;
using Microsoft.Extensions.Logging.Abstractions;

namespace CodexFuncGateway.Tests.Upstream.Credentials;

/// <summary>A scheme with secrets that a test decides, a clock that stands still, and a provider that uses it.</summary>
internal sealed class SchemeFixture(Func<SchemeFixture, ICredentialScheme> scheme) : ISecretSource, IDisposable
{
    private readonly RedirectingHandler handler = new();
    private ProviderCredentials? credentials;

    public ManualTimeProvider Time { get; init; } = new();

    public HttpMessageInvoker Invoker => new(handler, disposeHandler: false);

    /// <summary>A host that a library takes for granted → the address that stands in for it.</summary>
    public Dictionary<string, string> Hosts => handler.Hosts;

    /// <summary>By their names without the provider's.</summary>
    public Dictionary<string, string> Secrets { get; } = [];

    /// <summary>The provider's parameters as an operator would set them.</summary>
    public Dictionary<string, string> Parameters { get; } = [];

    public ProviderAuth Auth { get; init; } = new();

    public ProviderCredentials Credentials => credentials ??= new ProviderCredentials(new SecretSources([this]), [scheme(this)], Time, NullLogger<ProviderCredentials>.Instance);

    public Provider Provider => new()
    {
        Name = "cloud",
        DisplayName = "The Cloud",
        Dialect = "any",
        BaseUrl = "https://api.cloud.example/v1",
        Auth = Auth,
        Parameters = Parameters.ToDictionary(parameter => parameter.Key, parameter => new ProviderParameter { Configured = parameter.Value }),
    };

    public Route Route => new("cloud/m", Provider, new Model { Id = "m" }, new Capabilities(), new ModelPrice { Rates = new PriceRates { Input = 1, Output = 1 } });

    /// <summary>The headers that the scheme adds to a request.</summary>
    public Task<Dictionary<string, string>> AuthoriseAsync() => AuthoriseAsync(new KeyPreference(""));

    public async Task<Dictionary<string, string>> AuthoriseAsync(KeyPreference preference)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "https://api.cloud.example/v1/chat") { Content = new ByteArrayContent([1, 2, 3]) };
        await Credentials.AuthoriseAsync(new UnauthorisedRequest(message, new byte[] { 1, 2, 3 }, Route, preference), CancellationToken.None);
        return message.Headers.NonValidated.ToDictionary(header => header.Key, header => header.Value.ToString());
    }

    public async Task<string> AuthorisationAsync() => (await AuthoriseAsync())["Authorization"];

    /// <summary>Whether the scheme finds something newer than what a provider refused.</summary>
    public ValueTask<bool> RenewAsync(string refused, int status = 401)
    {
        var response = new HttpResponseMessage();
        return Credentials.RenewAsync(new UpstreamReply(Route, status, response.Headers, Stream.Null) { Credential = refused }, CancellationToken.None);
    }

    public ValueTask<bool> HasAsync() => Credentials.HasCredentialAsync(Provider, CancellationToken.None);

    public void Dispose() => handler.Dispose();

    ValueTask<string?> ISecretSource.GetAsync(string name, CancellationToken cancellationToken) => new(Secrets.GetValueOrDefault(name.Replace("cloud-", "")));
}
