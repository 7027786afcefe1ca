using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using CodexFuncGateway.Tests.Laws.Support;
using CodexFuncGateway.Upstream.Credentials.Aws;

namespace CodexFuncGateway.Tests.Upstream.Credentials;

/// <summary>
/// The signatures that AWS publishes for its example requests (the signing test suite of awslabs/aws-c-auth, seen 2026-11; of each pair of path cases the
/// one with normalisation, the other being S3's), and those of AWS's own SDK for requests like ours.
/// </summary>
public sealed class AwsSignatureTests
{
    private static readonly ImmutableCredentials Keys = new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", null);
    private static readonly DateTimeOffset Time = new(2015, 8, 30, 12, 36, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, JsonElement> Vectors = JsonElement
        .Parse(File.ReadAllBytes(Path.Combine(FixtureFolder.Path, "aws-signatures", "vectors.json")))
        .EnumerateArray().ToDictionary(vector => vector.GetProperty("name").GetString()!);

    public static TheoryData<string> Names => [.. Vectors.Keys];

    [Fact]
    public void There_are_thirty_one_vectors() => Assert.Equal(31, Vectors.Count);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_signature_is_the_one_that_AWS_publishes(string name)
    {
        var vector = Vectors[name];
        var headers = vector.GetProperty("headers").EnumerateArray().Select(header => KeyValuePair.Create(header[0].GetString()!, header[1].GetString()!));

        var authorization = AwsSignature.Compute(
            Text(vector, "method"), Text(vector, "path"), Text(vector, "query"), headers, Encoding.UTF8.GetBytes(Text(vector, "body")),
            new AwsSigningScope(Keys, "us-east-1", "service", Time));

        Assert.StartsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=", authorization);
        Assert.EndsWith($", Signature={Text(vector, "signature")}", authorization);
    }

    [Theory]
    [InlineData("anthropic.claude-sonnet-4-5-20250929-v1:0")]
    [InlineData("arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.amazon.nova-pro-v1:0")]
    [InlineData("meta.llama3-2-90b-instruct-v1:0")]
    public void A_request_is_signed_as_AWSs_SDK_signs_it(string model)
    {
        var keys = new ImmutableCredentials(Keys.AccessKey, Keys.SecretKey, "session+token/with==");
        var body = Encoding.UTF8.GetBytes("""{"messages":[]}""");
        using var message = new HttpRequestMessage(
            HttpMethod.Post, $"https://bedrock-runtime.eu-west-1.amazonaws.com/model/{Uri.EscapeDataString(model)}/converse-stream")
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } },
        };

        // The SDK covers the body's hash by a header of its own too.
        var (expected, hash) = SignWithSdk(model, body, keys);
        message.Headers.Add("X-Amz-Content-SHA256", hash);

        AwsSigner.Sign(message, body, new AwsSigningScope(keys, "eu-west-1", "bedrock", Time));

        Assert.Equal(expected, Assert.Single(message.Headers.GetValues("Authorization")));
        Assert.Equal("session+token/with==", Assert.Single(message.Headers.GetValues("X-Amz-Security-Token")));
        Assert.Equal("20150830T123600Z", Assert.Single(message.Headers.GetValues("X-Amz-Date")));
    }

    private static (string Authorization, string Hash) SignWithSdk(string model, byte[] body, ImmutableCredentials keys)
    {
        var request = new DefaultRequest(new BedrockLikeRequest(), "bedrock")
        {
            HttpMethod = "POST",
            Endpoint = new Uri("https://bedrock-runtime.eu-west-1.amazonaws.com"),
            ResourcePath = "/model/{modelId}/converse-stream",
            Content = body,
            UseDoubleEncoding = true,
        };
        request.AddPathResource("{modelId}", model);
        request.Headers["Content-Type"] = "application/json";
        request.Headers["X-Amz-Security-Token"] = keys.Token;
        var result = new AWS4Signer().SignRequest(request, new BedrockLikeConfig(), null, keys.AccessKey, keys.SecretKey, Time.UtcDateTime);
        return (result.ForAuthorizationHeader, request.Headers["X-Amz-Content-SHA256"]);
    }

    private static string Text(JsonElement vector, string name) => vector.GetProperty(name).GetString()!;

    private sealed class BedrockLikeRequest : AmazonWebServiceRequest;

    private sealed class BedrockLikeConfig : ClientConfig
    {
        public BedrockLikeConfig()
            : base(null) => (AuthenticationRegion, AuthenticationServiceName) = ("eu-west-1", "bedrock");

        public override string RegionEndpointServiceName => "bedrock";

        public override string ServiceVersion => "2023-09-30";

        public override string UserAgent => "tests";

        public override Amazon.Runtime.Endpoints.Endpoint DetermineServiceOperationEndpoint(Amazon.Runtime.Endpoints.ServiceOperationEndpointParameters parameters) =>
            throw new NotSupportedException();
    }
}
