using CodexFuncGateway.Simulators.Tokens;

namespace CodexFuncGateway.Tests.KeyVault;

/// <summary>A machine's instance metadata service. One for the whole process, whose first address Azure's library remembers.</summary>
internal static class MetadataService
{
    /// <summary>The variable in which the library looks for its address.</summary>
    public const string Variable = "AZURE_POD_IDENTITY_AUTHORITY_HOST";

    private static readonly Lazy<Task<LoopbackServer>> Server = new(() => LoopbackServer.StartAsync(new ManagedIdentityService(TimeProvider.System).Answer));

    public static Task<LoopbackServer> StartedAsync() => Server.Value;
}
