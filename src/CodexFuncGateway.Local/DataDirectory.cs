using System.Buffers.Text;
using System.Security.Cryptography;
using CodexFuncGateway.Storage.Embedded;

namespace CodexFuncGateway.Local;

/// <summary>
/// What the host keeps between runs: the store, and the secrets that it makes up for itself. Only its owner may read it, and git is told
/// to leave it alone.
/// </summary>
internal sealed class DataDirectory(string path)
{
    private const string UsualName = ".gateway";
    private const int SecretBytes = 32;

    private static readonly (string Setting, string File, Func<string> Create)[] Secrets =
    [
        ("Gateway:DevKey", "dev-key", () => $"gw-{NewSecret()}"),
        ("Gateway:AdminKey", "admin-key", () => $"gw-admin-{NewSecret()}"),
        ("Gateway:SealKey", "seal-key", () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes))),
        ("Gateway:KeyPepper", "key-pepper", NewSecret),
    ];

    public string Path => path;

    public static DataDirectory Open(string? configured)
    {
        var path = System.IO.Path.GetFullPath(string.IsNullOrEmpty(configured) ? UsualName : configured);
        try
        {
            OwnerOnly.CreateDirectory(path);
            OwnerOnly.ReadOrCreate(System.IO.Path.Combine(path, ".gitignore"), () => "*\n");
            return new DataDirectory(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LocalHostException($"The data directory {path} cannot be used: {exception.Message} Name another one in Gateway:DataDirectory.", exception);
        }
    }

    /// <summary>Those of the gateway's own secrets that no setting gives, made at the first run and the same ever after.</summary>
    public IEnumerable<KeyValuePair<string, string?>> MissingSecrets(IConfiguration configuration) =>
        Secrets.Where(secret => string.IsNullOrEmpty(configuration[secret.Setting])).Select(secret => KeyValuePair.Create(secret.Setting, (string?)ReadOrCreate(secret.File, secret.Create)));

    /// <exception cref="LocalHostException">Another process has it open.</exception>
    public EmbeddedTableStore OpenStore(TimeProvider timeProvider)
    {
        try
        {
            return EmbeddedTableStore.OnDisk(path, timeProvider);
        }
        catch (IOException exception)
        {
            throw new LocalHostException(
                $"The data directory {path} is in use by another process, most likely another gateway. End that one, or name another directory in Gateway:DataDirectory.", exception);
        }
    }

    private static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    private string ReadOrCreate(string name, Func<string> create) => OwnerOnly.ReadOrCreate(System.IO.Path.Combine(path, name), create).Trim();
}
