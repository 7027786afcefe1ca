using System.Text.RegularExpressions;
using CodexFuncGateway.Catalog;

namespace CodexFuncGateway.Upstream.Credentials;

/// <summary>Names of secrets as a vault takes them, each for one thing: a secret that two providers share would be shown to both.</summary>
internal static partial class SecretNames
{
    /// <exception cref="CatalogException">Two would share a secret, or a vault could not hold one.</exception>
    public static void Require(IEnumerable<Provider> providers)
    {
        // Vaults do not tell capitals from small letters.
        var owners = OwnSecrets.All.ToDictionary(name => name, _ => "the gateway itself", StringComparer.OrdinalIgnoreCase);
        foreach (var provider in providers)
        {
            foreach (var name in provider.Auth.Keys.Select(key => key.Part).Concat(provider.Auth.Parts.Keys).Select(part => CredentialParts.SecretName(provider, part)))
            {
                CatalogRules.Demand(IsName(name), $"{provider.Name} has a secret named {name}; Key Vault takes up to 127 letters, digits and dashes.");
                CatalogRules.Demand(owners.TryAdd(name, provider.Name), $"{provider.Name} and {owners[name]} would share the secret {name}.");
            }
        }
    }

    public static bool IsName(string name) => VaultName().IsMatch(name);

    [GeneratedRegex(@"^[0-9A-Za-z-]{1,127}\z")]
    private static partial Regex VaultName();
}
