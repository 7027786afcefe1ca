using CodexFuncGateway.Catalog;

namespace CodexFuncGateway.Upstream.Credentials.Google;

/// <summary>
/// Application Default Credentials: the first of a secret, a file that an operator names, the file that <c>gcloud</c> writes, and the metadata server of
/// Google's own machines. https://cloud.google.com/docs/authentication/application-default-credentials (seen 2026-11)
/// </summary>
internal static class GoogleIdentity
{
    public const string JsonPart = "credentials-json";

    private const string UsualFile = "application_default_credentials.json";
    private const string UsualMetadataHost = "metadata.google.internal";
    private const string ProductNameFile = "/sys/class/dmi/id/product_name";

    /// <summary>The JSON that describes the identity; null where there is none.</summary>
    /// <exception cref="IOException">There is a file, and it cannot be read.</exception>
    public static async ValueTask<string?> ReadJsonAsync(Provider provider, CredentialParts parts, CancellationToken cancellationToken) =>
        await parts.FindAsync(provider, JsonPart, cancellationToken)
        ?? (FindFile(ModelParameters.Of(provider)) is { } file ? await File.ReadAllTextAsync(file, cancellationToken) : null);

    /// <summary>Where a machine of Google's is asked who it is; null elsewhere, for nothing but time would be lost there.</summary>
    public static string? FindMetadataHost(Provider provider) =>
        ModelParameters.Of(provider).Value("metadataHost") ?? (IsGooglesMachine() ? UsualMetadataHost : null);

    private static string? FindFile(ModelParameters parameters)
    {
        var usual = Path.Combine(parameters.Value("gcloudDirectory") ?? UsualDirectory(), UsualFile);
        return parameters.Value("credentialsFile") ?? (File.Exists(usual) ? usual : null);
    }

    private static string UsualDirectory() => OperatingSystem.IsWindows()
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "gcloud")
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config", "gcloud");

    /// <summary>As Google's libraries tell without asking the network; Cloud Run sets a variable, for its sandbox has no such file.</summary>
    private static bool IsGooglesMachine()
    {
        try
        {
            return Environment.GetEnvironmentVariable("K_SERVICE") is not null
                || (File.Exists(ProductNameFile) && File.ReadAllText(ProductNameFile).StartsWith("Google", StringComparison.Ordinal));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
