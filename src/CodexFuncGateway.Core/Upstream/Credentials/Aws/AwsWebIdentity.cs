using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using CodexFuncGateway.Catalog;

namespace CodexFuncGateway.Upstream.Credentials.Aws;

/// <summary>
/// Temporary keys of a role, in exchange for a token of another identity provider: one that lies in a file, or Entra's. The exchange needs no keys itself.
/// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html (seen 2026-11)
/// </summary>
internal sealed class AwsWebIdentity(HttpMessageInvoker invoker, ForeignIdentity identity)
{
    private const int LongestReply = 64 * 1024;

    public bool IsThere(ModelParameters parameters) =>
        parameters.Value("roleArn") is not null && (parameters.Value("webIdentityTokenFile") is not null || identity.IsThere(parameters));

    public async Task<Lease<ImmutableCredentials>> AssumeAsync(ModelParameters parameters, CancellationToken cancellationToken)
    {
        var provider = parameters.Provider.DisplayName;
        try
        {
            using var request = await PhraseAsync(parameters, cancellationToken);
            using var response = await invoker.SendAsync(request, cancellationToken);
            var reply = Read(await ReadAsync(response.Content, cancellationToken));
            return response.IsSuccessStatusCode
                ? ReadKeys(reply)
                : throw TokenFailure.Of(provider, $"AWS does not let the gateway take the role ({TokenFailure.Code(Find(reply, "Code"))})");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw TokenFailure.Of(provider, "the file with the web identity token cannot be read", exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or XmlException or FormatException or UriFormatException)
        {
            throw TokenFailure.Of(provider, "AWS's security token service does not answer as it should", exception);
        }
    }

    private async Task<HttpRequestMessage> PhraseAsync(ModelParameters parameters, CancellationToken cancellationToken)
    {
        var token = parameters.Value("webIdentityTokenFile") is { } file
            ? await File.ReadAllTextAsync(file, cancellationToken)
            : await identity.RequestAsync(parameters, cancellationToken);
        var endpoint = new Uri(parameters.Value("stsEndpoint")!);
        if (!SafeTransport.Leads(endpoint))
        {
            throw TokenFailure.Of(parameters.Provider.DisplayName, "the address of AWS's security token service is not https");
        }

        return new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["Action"] = "AssumeRoleWithWebIdentity",
                ["Version"] = "2011-06-15",
                ["RoleArn"] = parameters.Value("roleArn")!,
                ["RoleSessionName"] = parameters.Value("roleSessionName") ?? "codex-func-gateway",
                ["WebIdentityToken"] = token.Trim(),
            }),
        };
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var body = await content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[LongestReply];
        return buffer[..await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)];
    }

    private static XDocument Read(byte[] xml)
    {
        using var reader = XmlReader.Create(new MemoryStream(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return XDocument.Load(reader);
    }

    private static Lease<ImmutableCredentials> ReadKeys(XDocument reply) => new(
        new ImmutableCredentials(Demand(reply, "AccessKeyId"), Demand(reply, "SecretAccessKey"), Demand(reply, "SessionToken")),
        XmlConvert.ToDateTimeOffset(Demand(reply, "Expiration")));

    private static string Demand(XDocument reply, string name) => Find(reply, name) ?? throw new FormatException($"There is no {name}.");

    private static string? Find(XDocument reply, string name) => reply.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
}
