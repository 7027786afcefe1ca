using System.Text.Json;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Http;
using Google.Apis.Util;

namespace CodexFuncGateway.Upstream.Credentials.Google;

/// <summary>Understands the kinds of credentials that Google describes in JSON.</summary>
internal sealed class GoogleCredentialReader(HttpClientFactory clients, IClock clock)
{
    private const string ServiceAccount = "service_account";
    private const string ExternalAccount = "external_account";

    /// <summary>All that can act without a person; the type stands in the JSON, and others are not tried.</summary>
    private static readonly HashSet<string> Types =
        [ServiceAccount, "authorized_user", ExternalAccount, "external_account_authorized_user", "impersonated_service_account"];

    /// <param name="subject">Whom an external account is, where that is not told by the JSON.</param>
    /// <exception cref="InvalidOperationException">It is no such JSON.</exception>
    public GoogleCredential Read(string json, string scope, ProgrammaticExternalAccountCredential.ISubjectTokenProvider? subject)
    {
        var type = ReadField(json, "type");
        if (type is null || !Types.Contains(type))
        {
            throw new InvalidOperationException("Credentials of an unknown type.");
        }

        var credential = (type, subject) switch
        {
            (ServiceAccount, _) => ReadServiceAccount(json),
            (ExternalAccount, not null) => ReadExternalAccount(json, subject),
            _ => CredentialFactory.FromJson(json, type),
        };
        return credential.CreateWithHttpClientFactory(clients).CreateScoped(scope);
    }

    /// <summary>The service account of the machine that this runs on.</summary>
    public GoogleCredential OfMachine(string metadataHost, string scope)
    {
        var initializer = new ComputeCredential.Initializer($"http://{metadataHost}/computeMetadata/v1/instance/service-accounts/default/token")
        {
            HttpClientFactory = clients,
            Clock = clock,
            Scopes = [scope],
        };
        return GoogleCredential.FromComputeCredential(new ComputeCredential(initializer));
    }

    /// <summary>By hand, for only so does it sign with the gateway's clock.</summary>
    private GoogleCredential ReadServiceAccount(string json)
    {
        var initializer = new ServiceAccountCredential.Initializer(Demand(json, "client_email"), Demand(json, "token_uri"))
        {
            KeyId = ReadField(json, "private_key_id"),
            ProjectId = ReadField(json, "project_id"),
            QuotaProject = ReadField(json, "quota_project_id"),
            Clock = clock,
        };
        return GoogleCredential.FromServiceAccountCredential(new ServiceAccountCredential(initializer.FromPrivateKey(Demand(json, "private_key"))));
    }

    private static GoogleCredential ReadExternalAccount(string json, ProgrammaticExternalAccountCredential.ISubjectTokenProvider subject) =>
        GoogleCredential.FromProgrammaticExternalAccountCredential(new ProgrammaticExternalAccountCredential(
            new ProgrammaticExternalAccountCredential.Initializer(
                Demand(json, "token_url"), Demand(json, "audience"), Demand(json, "subject_token_type"), subject)
            {
                ServiceAccountImpersonationUrl = ReadField(json, "service_account_impersonation_url"),
            }));

    private static string Demand(string json, string name) =>
        ReadField(json, name) ?? throw new InvalidOperationException($"The credentials have no {name}.");

    private static string? ReadField(string json, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
        }
        catch (JsonException)
        {
            throw new InvalidOperationException("The credentials are not JSON.");
        }
    }
}
