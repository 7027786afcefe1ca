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
}
