namespace CodexFuncGateway.Upstream;

/// <summary>
/// The gateway's own secrets. Each has one name in every source, under which settings are read too. Whoever needs one asks <see cref="SecretSources"/>
/// for it when a request does, never at the start.
/// </summary>
public static class OwnSecrets
{
    public const string AdminKey = "gateway-admin-key";
    public const string PreviousAdminKey = "gateway-admin-key-previous";
    public const string KeyPepper = "gateway-key-pepper";
    public const string SealKey = "gateway-seal-key";

    private static readonly Dictionary<string, string> Settings = new(StringComparer.Ordinal)
    {
        [AdminKey] = "Gateway:AdminKey",
        [PreviousAdminKey] = "Gateway:PreviousAdminKey",
        [KeyPepper] = "Gateway:KeyPepper",
        [SealKey] = "Gateway:SealKey",
    };

    public static IReadOnlyCollection<string> All => Settings.Keys;

    public static string SettingOf(string name) => Settings[name];

    /// <summary>What an operator sets so that there is such a secret.</summary>
    public static string Describe(string name) => $"{SettingOf(name)} or the Key Vault secret {name}";
}
