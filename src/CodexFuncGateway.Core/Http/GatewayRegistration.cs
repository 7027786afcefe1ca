using System.Net;
using CodexFuncGateway.Audit;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects;
using CodexFuncGateway.Http.Administration;
using CodexFuncGateway.Instances;
using CodexFuncGateway.Keys;
using CodexFuncGateway.Keys.Entra;
using CodexFuncGateway.Keys.Limits;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Pipeline;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;
using CodexFuncGateway.Upstream.Credentials;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Http;

/// <summary>Puts the gateway together. A host adds an <see cref="ITableStore"/>, may add further <see cref="ISecretSource"/>s, and hands requests to <see cref="GatewayEndpoint"/>.</summary>
public static class GatewayRegistration
{
    public static IServiceCollection AddCodexFuncGateway(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Func<Guid>>(Guid.NewGuid);
        return services.AddSettings().AddCatalog().AddUpstream().AddKeys().AddPipeline().AddEndpoints();
    }

    private static IServiceCollection AddSettings(this IServiceCollection services) => services
        .AddSingleton(Settings<GatewayOptions>("Gateway"))
        .AddSingleton(Settings<CorsOptions>("Cors"))
        .AddSingleton(new LedgerWriterOptions())
        .AddSingleton(new InstanceOptions())
        .AddSingleton(provider => GatewaySecrets.ReadKeys(provider.GetRequiredService<IConfiguration>()))
        .AddSingleton(provider => Settings<EntraOptions>("Entra")(provider).Require())
        .AddSingleton(provider => new ReasoningEnvelope(GatewaySecrets.ReadSealKey(provider.GetRequiredService<IConfiguration>())));

    private static IServiceCollection AddCatalog(this IServiceCollection services) => services
        .AddSingleton(provider => ProviderCatalog.Load(provider.GetRequiredService<IConfiguration>()))
        .AddSingleton<ModelResolver>()
        .AddSingleton<ModelListWriter>()
        .AddSingleton(provider =>
        {
            var dialects = new DialectRegistry(BuiltInDialects.All);
            dialects.Require(provider.GetRequiredService<ProviderCatalog>().DialectIds);
            return dialects;
        });

    private static IServiceCollection AddUpstream(this IServiceCollection services) => services
        .AddSingleton<ISecretSource, ConfigurationSecretSource>()
        .AddCredentialSchemes()
        .AddSingleton(provider => new ProviderCredentials(provider.GetServices<ISecretSource>(), provider.GetServices<ICredentialScheme>())
            .Require(provider.GetRequiredService<ProviderCatalog>().Providers))
        .AddSingleton(_ => new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            // The gateway has a span of its own for each request, and its trace ids are no provider's business.
            ActivityHeadersPropagator = null,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            EnableMultipleHttp2Connections = true,
            PlaintextStreamFilter = (connection, _) => new(new ReadAheadStream(connection.PlaintextStream)),
        }))
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<UpstreamClient>(
            provider, TimeSpan.FromSeconds(provider.GetRequiredService<GatewayOptions>().UpstreamIdleSeconds)));

    private static IServiceCollection AddKeys(this IServiceCollection services) => services
        .AddSingleton(provider => new KeyHasher(ActivatorUtilities.CreateInstance<GatewaySecret>(provider, KeyHasher.Setting, KeyHasher.SecretName)))
        .AddSingleton<AttemptThrottle>()
        .AddSingleton<KeyStore>()
        .AddSingleton<KeyCache>()
        .AddSingleton<KeyDirectory>()
        .AddSingleton<KeyRegistry>()
        .AddSingleton<KeyUseStore>()
        .AddSingleton<KeyLimiter>()
        .AddSingleton<PrincipalReader>()
        .AddSingleton<EntraKeys>()
        .AddSingleton<Admission>();

    private static IServiceCollection AddPipeline(this IServiceCollection services) => services
        .AddSingleton<InstanceLease>()
        .AddSingleton<InstanceDirectory>()
        .AddSingleton<LedgerDays>()
        .AddSingleton<LedgerWriter>()
        .AddSingleton<Settlement>()
        .AddSingleton<RequestPreparation>()
        .AddSingleton<TurnState>()
        .AddSingleton<UpstreamSender>()
        .AddSingleton<ReplyRelay>()
        .AddSingleton<ResponsesPipeline>();

    private static IServiceCollection AddEndpoints(this IServiceCollection services) => services
        .AddSingleton<ICorsService, CorsService>()
        .AddSingleton<CorsRules>()
        .AddSingleton<CallerReader>()
        .AddSingleton<ResponsesEndpoint>()
        .AddSingleton<ModelsEndpoint>()
        .AddSingleton<AuditLog>()
        .AddSingleton<AuditTrail>()
        .AddSingleton<AdminKeys>()
        .AddSingleton<AdministratorAdmission>()
        .AddSingleton<AdministrationResource, KeysResource>()
        .AddSingleton<AdministrationResource, AuditResource>()
        .AddSingleton<AdministrationEndpoint>()
        .AddSingleton<RoutingTable>()
        .AddSingleton(provider => new GatewayEndpoint(
            provider.GetRequiredService<RoutingTable>(), provider.GetRequiredService<CorsRules>(),
            provider.GetRequiredService<Func<Guid>>(), provider.GetRequiredService<ILogger<GatewayEndpoint>>()));

    private static Func<IServiceProvider, T> Settings<T>(string section)
        where T : class, new() => provider => provider.GetRequiredService<IConfiguration>().GetSection(section).Get<T>() ?? new T();
}
