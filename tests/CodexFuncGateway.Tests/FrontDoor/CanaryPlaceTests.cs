using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using CodexFuncGateway.Fuzz.Corpus;
using CodexFuncGateway.Fuzz.Mutation;
using CodexFuncGateway.Simulators.Tokens;
using CodexFuncGateway.Upstream.Credentials.Entra;
using Microsoft.Extensions.DependencyInjection;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>
/// Every place in which a secret or somebody's words stand, against every sink (<see cref="CanarySinks"/>), on ways that go well and ways that fail. What single
/// providers quote in their refusals is looked at in <see cref="CanaryTests"/>.
/// </summary>
public sealed class CanaryPlaceTests
{
    private const string Canary = "canary-4f1d9a";
    private const string Quoting = "You sent canary-4f1d9a, and we do not take it.";

    private static readonly string SealKey = Convert.ToBase64String("canary: the seal key of these tests"u8);

    public static TheoryData<string, int> Credentials
    {
        get
        {
            var places = new TheoryData<string, int>();
            foreach (var place in (string[])["groq key", "AWS keys", "AWS session token", "Google service account", "Entra token", "seal key"])
            {
                places.Add(place, 200);
                places.Add(place, 400);
                places.Add(place, 401);
                places.Add(place, 403);
                places.Add(place, 500);
            }

            return places;
        }
    }

    [Theory]
    [MemberData(nameof(Credentials))]
    public async Task A_credential_is_nowhere_whatever_the_upstream_says_of_it(string place, int status)
    {
        using var sinks = new CanarySinks();
        await using var upstream = await LoopbackServer.StartAsync(_ => new LoopbackAnswer(status, $$$"""{"error":{"message":"{{{Quoting}}}","type":"{{{Canary}}}"}}""")
        {
            Headers = new Dictionary<string, string> { ["x-request-id"] = "req-of-the-upstream", ["x-debug"] = Canary },
        });
        using var google = new GoogleKey();
        var (model, settings) = Arrange(place, upstream.Address, google);
        await using var gateway = await sinks.StartAsync(settings, services => services.AddSingleton<IAccessTokenSource>(new CanaryTokens()));

        var asking = gateway.PostAsync(Ask.Question(model));
        await gateway.Time.PassAsync([.. Waits.Between(status == 500 && place != "Google service account" ? 3 : 1)]);
        var answer = await asking;

        Assert.NotEmpty(upstream.Requests);
        // Two are never shown to an upstream, so that its words cannot hold them; they are the client's.
        var secret = place switch { "seal key" => SealKey, "Google service account" => google.Secret, _ => Canary };
        await sinks.AssertSilentAsync(gateway, [secret], place is "seal key" or "AWS keys" ? [] : [answer]);
        Assert.DoesNotContain(SealKey, answer.Text);
    }

    [Theory]
    [InlineData("CredentialsJson", """{"type":"service_account","private_key":"canary-4f1d9a"}""")]
    [InlineData("CredentialsJson", "canary-4f1d9a, which is no JSON")]
    [InlineData("CredentialsJson", """{"type":"canary-4f1d9a"}""")]
    public async Task A_credential_that_is_none_is_not_quoted(string setting, string value)
    {
        using var sinks = new CanarySinks();
        await using var gateway = await sinks.StartAsync([($"Providers:vertex:{setting}", value), ("Providers:vertex:Parameters:project", "p"), ("Providers:vertex:Parameters:location", "us-east1")]);

        var answer = await gateway.PostAsync(Ask.Question("vertex/gemini-2.5-pro"));

        Assert.Equal(502, answer.Status);
        await sinks.AssertSilentAsync(gateway, [Canary], answer);
    }

    [Theory]
    [InlineData("Bearer canary-4f1d9a")]
    [InlineData("Basic canary-4f1d9a")]
    [InlineData("canary-4f1d9a")]
    public async Task Keys_of_callers_and_administrators_are_nowhere_right_or_wrong(string shown)
    {
        using var sinks = new CanarySinks();
        await using var gateway = await sinks.StartAsync([("Gateway:DevKey", $"{Canary}-dev"), ("Gateway:AdminKey", $"{Canary}-admin")]);

        Answer[] answers =
        [
            await gateway.SendAsync(Ask.Responses("{}").WithoutKey().With(("Authorization", shown))),
            await gateway.SendAsync(Ask.Responses("{}").WithoutKey().With(("x-api-key", $"{Canary}-dev"))),
            await gateway.SendAsync(Ask.Responses("{").WithoutKey().With(("api-key", $"{Canary}-dev"), Ask.ByCodex)),
            await gateway.GetAsync("/v1/models/none", ("x-api-key", $"{Canary}-other")),
            await gateway.SendAsync(Ask.For(HttpMethod.Get, "/gateway/v1/none").WithoutKey().With(("Authorization", $"Bearer {Canary}-admin"))),
        ];

        await sinks.AssertSilentAsync(gateway, [Canary], answers);
    }

    [Theory]
    [InlineData("Authorization : Bearer canary-4f1d9a")]
    [InlineData("Authorization: Bearer canary-4f1d9a\0")]
    [InlineData("x-api-key canary-4f1d9a")]
    [InlineData("x-api-key: a\rcanary-4f1d9a")]
    [InlineData("x-(api)-key: canary-4f1d9a")]
    [InlineData("Content-Length: canary-4f1d9a")]
    [InlineData("Content-Length: 5\r\nTransfer-Encoding: canary-4f1d9a")]
    [InlineData("Host: canary-4f1d9a/evil host")]
    public async Task Heads_that_are_no_HTTP_are_not_quoted_in_any_log(string header)
    {
        using var sinks = new CanarySinks();
        await using var gateway = await sinks.StartAsync([]);
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.Address.Host, gateway.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes($"POST /v1/responses HTTP/1.1\r\nHost: gateway\r\n{header}\r\n\r\n"));
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadLineAsync();

        Assert.StartsWith("HTTP/1.1 4", answer, StringComparison.Ordinal);
        await sinks.AssertSilentAsync(gateway, [Canary]);
    }

    /// <summary>Each value of the samples in its turn: most make a fine request, some one that is refused. The model and the tier are written down on purpose.</summary>
    [Theory]
    [InlineData("anthropic")]
    [InlineData("groq")]
    [InlineData("openai")]
    public async Task Words_are_nowhere_wherever_in_a_body_they_stand(string provider)
    {
        var wire = Wire.Of(provider);
        using var sinks = new CanarySinks();
        await using var upstream = await LoopbackServer.StartAsync(request => new LoopbackAnswer(400, $$$"""{"error":{"message":"{{{Quoting}}}"}}"""));
        await using var gateway = await sinks.StartAsync(wire.At(upstream.Address));
        var reached = 0;
        foreach (var (path, body) in Samples.Requests.SelectMany(sample => Marked(sample, wire.Model)))
        {
            var request = Ask.Responses(body);
            request.RequestUri = new Uri(path, UriKind.Relative);
            reached += (await gateway.SendAsync(request)).Status == 400 ? 1 : 0;
        }

        Assert.InRange(reached, 100, int.MaxValue);
        await sinks.AssertSilentAsync(gateway, [Canary]);
    }

    private static (string Model, IEnumerable<(string, string)> Settings) Arrange(string place, string upstream, GoogleKey google) => place switch
    {
        "AWS keys" => ("bedrock/amazon.nova-pro-v1:0",
        [
            ("Providers:bedrock:BaseUrl", upstream), ("Providers:bedrock:Parameters:region", "us-east-1"),
            ("Providers:bedrock:AccessKeyId", "AKIAEXAMPLE"), ("Providers:bedrock:SecretAccessKey", Canary),
        ]),
        "AWS session token" => ("bedrock/amazon.nova-pro-v1:0",
        [
            ("Providers:bedrock:BaseUrl", upstream), ("Providers:bedrock:Parameters:region", "us-east-1"),
            ("Providers:bedrock:AccessKeyId", "AKIAEXAMPLE"), ("Providers:bedrock:SecretAccessKey", "secret"), ("Providers:bedrock:SessionToken", Canary),
        ]),
        "Google service account" => ("vertex/gemini-2.5-pro",
        [
            ("Providers:vertex:BaseUrl", upstream), ("Providers:vertex:Parameters:project", "p"), ("Providers:vertex:Parameters:location", "us-east1"),
            ("Providers:vertex:CredentialsJson", google.Json($"{upstream}/token")),
        ]),
        "Entra token" => ("azure/gpt-5.5", [("Providers:azure:BaseUrl", upstream)]),
        "seal key" => ("groq/llama-3.3-70b-versatile", [("Providers:groq:BaseUrl", upstream), ("Providers:groq:ApiKey", "key"), ("Gateway:SealKey", SealKey)]),
        _ => ("groq/llama-3.3-70b-versatile", [("Providers:groq:BaseUrl", upstream), ("Providers:groq:ApiKey", Canary)]),
    };

    private static IEnumerable<(string Path, byte[] Body)> Marked(RequestSample sample, string model)
    {
        var places = JsonTree.Values(sample.Body).Count();
        for (var place = 1; place < places; place++)
        {
            var body = sample.Body.DeepClone();
            body["model"] = model;
            var value = JsonTree.Values(body).ElementAt(place);
            if (value is not null && value.GetPath() is not ("$.model" or "$.service_tier"))
            {
                JsonTree.Replace(value, JsonValue.Create(Canary));
                yield return (sample.Path, Encoding.UTF8.GetBytes(body.ToJsonString()));
            }
        }
    }

    private sealed class CanaryTokens : IAccessTokenSource
    {
        public bool HasIdentity => true;

        public Task<(string Token, DateTimeOffset Expires)> RequestAsync(string scope, CancellationToken cancellationToken) => Task.FromResult((Canary, DateTimeOffset.MaxValue));
    }

    /// <summary>A service account, and a line of its private key.</summary>
    private sealed class GoogleKey : IDisposable
    {
        private readonly GoogleTokenService service = new(new Support.ManualTimeProvider());

        public string Secret { get; private set; } = "no key was shown";

        public string Json(string tokens)
        {
            var json = service.ServiceAccountJson(tokens);
            Secret = JsonNode.Parse(json)!["private_key"]!.GetValue<string>().Split('\n')[1];
            return json;
        }

        public void Dispose() => service.Key.Dispose();
    }
}
