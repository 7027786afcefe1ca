using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CodexFuncGateway.Simulators.Tokens;

/// <summary>
/// Google's token servers, all behind one address: that for service accounts and users, the exchange of foreign tokens, impersonation, and a machine's
/// metadata server. Each checks what the real one checks, and gives tokens with numbers.
/// </summary>
public sealed class GoogleTokenService(TimeProvider time)
{
    public const string Scope = "https://www.googleapis.com/auth/cloud-platform";
    public const string Account = "gateway@project-1.iam.gserviceaccount.com";
    public const string KeyId = "key-id-1";
    public const string SubjectToken = "foreign-subject-token";
    public const string Audience = "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/azure";
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(3599);

    private const string TokenUri = "https://oauth2.googleapis.com/token";
    private const string FederatedToken = "federated-token";

    /// <summary>Enough to impersonate, which is all that a federated token is for then.</summary>
    private const string ImpersonationScope = "https://www.googleapis.com/auth/iam";
    private static readonly TimeSpan LongestAssertion = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> ends = new();
    private int given;

    public RSA Key { get; } = RSA.Create(2048);

    public LoopbackAnswer Answer(ReceivedRequest request) => request.Target.Split('?')[0] switch
    {
        "/token" when request.Form["grant_type"] == "refresh_token" => AnswerUser(request),
        "/token" => AnswerServiceAccount(request),
        "/v1/token" => AnswerExchange(request),
        $"/v1/projects/-/serviceAccounts/{Account}:generateAccessToken" => AnswerImpersonation(request),
        "/computeMetadata/v1/instance/service-accounts/default/token" => AnswerMachine(request),
        "/subject" => request.Headers.GetValueOrDefault("Metadata") == "True" ? Json(200, new { access_token = SubjectToken }) : Json(400, new { error = "bad_request" }),
        _ => Json(404, new { error = "not_found" }),
    };

    /// <summary>Whether a token is one of those given here, and neither has ended nor was taken back.</summary>
    public bool IsGood(string token) => ends.TryGetValue(token, out var end) && time.GetUtcNow() < end;

    /// <summary>Takes all tokens back that were given until now.</summary>
    public void RevokeAll() => ends.Clear();

    /// <param name="tokenUri">Where the account asks for tokens; assertions name Google's own address whatever stands here.</param>
    public string ServiceAccountJson(string tokenUri = TokenUri) => JsonSerializer.Serialize(new
    {
        type = "service_account",
        project_id = "project-1",
        private_key_id = KeyId,
        private_key = Key.ExportPkcs8PrivateKeyPem(),
        client_email = Account,
        client_id = "1",
        token_uri = tokenUri,
    });

    private LoopbackAnswer AnswerServiceAccount(ReceivedRequest request)
    {
        if (request.Form["grant_type"] != "urn:ietf:params:oauth:grant-type:jwt-bearer" || request.Form["assertion"].Split('.') is not [var head, var claims, var signature])
        {
            return Refuse("unsupported_grant_type");
        }

        var isSigned = Key.VerifyData(
            Encoding.ASCII.GetBytes($"{head}.{claims}"), Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return isSigned && IsHead(Parse(head)) && AreClaims(Parse(claims)) ? Give() : Refuse("invalid_grant");
    }

    private static bool IsHead(JsonElement head) => Text(head, "alg") == "RS256" && Text(head, "typ") == "JWT" && Text(head, "kid") == KeyId;

    private bool AreClaims(JsonElement claims)
    {
        var (issued, ends) = (At(claims, "iat"), At(claims, "exp"));
        return Text(claims, "iss") == Account && Text(claims, "scope") == Scope && Text(claims, "aud") == TokenUri
            && issued <= time.GetUtcNow() && ends > time.GetUtcNow() && ends - issued <= LongestAssertion;
    }

    private LoopbackAnswer AnswerUser(ReceivedRequest request) =>
        (request.Form["client_id"], request.Form["client_secret"], request.Form["refresh_token"]) == ("client", "client-secret", "refresh") ? Give() : Refuse("invalid_grant");

    private static LoopbackAnswer AnswerExchange(ReceivedRequest request)
    {
        var form = request.Form;
        return form["grant_type"] != "urn:ietf:params:oauth:grant-type:token-exchange" || form["requested_token_type"] != "urn:ietf:params:oauth:token-type:access_token"
            || form["audience"] != Audience || form["scope"] != ImpersonationScope ? Refuse("invalid_request")
            : form["subject_token"] != SubjectToken || form["subject_token_type"] != "urn:ietf:params:oauth:token-type:jwt" ? Refuse("invalid_grant")
            : Json(200, new { access_token = FederatedToken, issued_token_type = "urn:ietf:params:oauth:token-type:access_token", token_type = "Bearer", expires_in = 3600 });
    }

    private LoopbackAnswer AnswerImpersonation(ReceivedRequest request)
    {
        if (request.Headers.GetValueOrDefault("Authorization") != $"Bearer {FederatedToken}" || ParseText(request.Body).GetProperty("scope")[0].GetString() != Scope)
        {
            return Json(403, new { error = new { code = 403, status = "PERMISSION_DENIED" } });
        }

        return Json(200, new { accessToken = Next(), expireTime = $"{(time.GetUtcNow() + Lifetime).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}" });
    }

    private LoopbackAnswer AnswerMachine(ReceivedRequest request)
    {
        if (request.Method != "GET" || request.Headers.GetValueOrDefault("Metadata-Flavor") != "Google" || request.Headers.ContainsKey("X-Forwarded-For"))
        {
            return new LoopbackAnswer(403, "Missing Metadata-Flavor:Google header.", "text/plain");
        }

        return Give() with { Headers = new Dictionary<string, string> { ["Metadata-Flavor"] = "Google" } };
    }

    private LoopbackAnswer Give() => Json(200, new { access_token = Next(), expires_in = (int)Lifetime.TotalSeconds, token_type = "Bearer" });

    private string Next()
    {
        var token = $"ya29.token-{Interlocked.Increment(ref given)}";
        ends[token] = time.GetUtcNow() + Lifetime;
        return token;
    }

    private static LoopbackAnswer Refuse(string error) => Json(400, new { error, error_description = $"Refused: {error}." });

    private static LoopbackAnswer Json(int status, object body) => new(status, JsonSerializer.Serialize(body));

    private static JsonElement Parse(string part) => JsonElement.Parse(Base64Url.DecodeFromChars(part));

    private static JsonElement ParseText(string json) => JsonElement.Parse(Encoding.UTF8.GetBytes(json));

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static DateTimeOffset At(JsonElement json, string name) => DateTimeOffset.FromUnixTimeSeconds(json.GetProperty(name).GetInt64());
}
