using CodexFuncGateway.Catalog;

namespace CodexFuncGateway.Upstream;

/// <summary>
/// The gateway's own secrets. Each has one name in every source, which gives that of its setting: <c>gateway-seal-key</c> is
/// <c>Gateway:SealKey</c>. Whoever needs one asks <see cref="SecretSources"/> for it when a request does, never at the start.
/// </summary>
public static class OwnSecrets
{
    public const string AdminKey = "gateway-admin-key";
    public const string KeyPepper = "gateway-key-pepper";
    public const string SealKey = "gateway-seal-key";

    private const string Prefix = "gateway-";

    public static IReadOnlyList<string> All { get; } = [AdminKey, KeyPepper, SealKey];

    public static string SettingOf(string name) => $"Gateway:{ProviderAuth.SettingOf(name[Prefix.Length..])}";

    /// <summary>What an operator sets so that there is such a secret.</summary>
    public static string Describe(string name) => $"{SettingOf(name)} or the Key Vault secret {name}";
}
