using CodexFuncGateway.Keys;
using Microsoft.Extensions.Configuration;

namespace CodexFuncGateway.Http;

/// <summary>The gateway's own secrets, as settings give them.</summary>
internal static class GatewaySecrets
{
    /// <summary>The key that exists from the start, for local use.</summary>
    public static KeyRing ReadKeys(IConfiguration configuration)
    {
        var keys = new KeyRing();
        return configuration["Gateway:DevKey"] is { Length: > 0 } secret ? keys.Add(secret, new VirtualKey("dev")) : keys;
    }

    /// <summary>Seals what travels through clients. Without one the gateway does not start: a key made up here would be another one in every process.</summary>
    public static byte[] ReadSealKey(IConfiguration configuration)
    {
        try
        {
            return Convert.FromBase64String(configuration["Gateway:SealKey"] ?? "") is { Length: >= 32 } key ? key : throw Wrong();
        }
        catch (FormatException)
        {
            throw Wrong();
        }
    }

    private static InvalidOperationException Wrong() => new("Gateway:SealKey must be set to at least 32 random bytes in base64, the same for all instances.");
}
