using CodexFuncGateway.Instances;
using CodexFuncGateway.Keys;
using CodexFuncGateway.Keys.Limits;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Tests.Catalog;
using CodexFuncGateway.Tests.Support;
using CodexFuncGateway.Upstream;
using Microsoft.Extensions.Configuration;

namespace CodexFuncGateway.Tests.Keys;

/// <summary>What one instance of the gateway knows of keys; several share a store and a clock.</summary>
internal sealed class KeyInstance
{
    public const string Address = "198.51.100.7";

    public KeyInstance(ITableStore store, ManualTimeProvider time)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Gateway:KeyPepper", "a-pepper-of-the-tests-of-32-letters")]).Build();
        var (hasher, keys) = (new KeyHasher(new GatewaySecret("gateway-key-pepper", new SecretSources([new ConfigurationSecretSource(settings, CatalogFixture.BuiltIn)]))), new KeyStore(store));
        var cache = new KeyCache(keys, new AttemptThrottle(time), time);
        Registry = new KeyRegistry(keys, hasher, cache, time, Guid.NewGuid);
        Directory = new KeyDirectory(hasher, cache, time);
        Lease = new InstanceLease(store, new InstanceOptions(), time, Guid.NewGuid, new CollectingLogger<InstanceLease>());
        Limiter = new KeyLimiter(new KeyUseStore(store, Lease, new InstanceDirectory(store, new InstanceOptions(), time)), time);
    }

    public KeyRegistry Registry { get; }

    public KeyDirectory Directory { get; }

    public KeyLimiter Limiter { get; }

    public InstanceLease Lease { get; }

    public ValueTask<VirtualKey?> FindAsync(string value, string? address = Address) => Directory.FindAsync(value, address, CancellationToken.None);

    public async Task<(string Id, string Value)> CreateAsync()
    {
        var (key, value) = await Registry.CreateAsync(new VirtualKey(Registry.NewId()) { Team = "blue" }, "tests", CancellationToken.None);
        return (key.Key.Id, value);
    }
}
