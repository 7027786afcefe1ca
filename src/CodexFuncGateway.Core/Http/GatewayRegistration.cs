using System.Net;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects;
using CodexFuncGateway.Http.Administration;
using CodexFuncGateway.Instances;
using CodexFuncGateway.Keys;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Pipeline;
using CodexFuncGateway.Storage;
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
        return services.AddSettings().AddCatalog().AddUpstream().AddPipeline().AddEndpoints();
    }

    private static IServiceCollection AddSettings(this IServiceCollection services) => services
        .AddSingleton(Settings<GatewayOptions>("Gateway"))
        .AddSingleton(Settings<CorsOptions>("Cors"))
        .AddSingleton(new LedgerWriterOptions())
        .AddSingleton(new InstanceOptions())
        .AddSingleton(provider => GatewaySecrets.ReadKeys(provider.GetRequiredService<IConfiguration>()));

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
        .AddSingleton<SecretSources>()
        .AddCredentialSchemes()
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<ProviderCredentials>(provider).Require(provider.GetRequiredService<ProviderCatalog>().Providers))
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

    private static IServiceCollection AddPipeline(this IServiceCollection services) => services
        .AddSingleton<Admission>()
        .AddSingleton<InstanceLease>()
        .AddSingleton<InstanceDirectory>()
        .AddSingleton<LedgerDays>()
        .AddSingleton<LedgerWriter>()
        .AddMetrics()
        .AddSingleton<CallMetrics>()
        .AddSingleton<CallReport>()
        .AddSingleton<Settlement>()
        .AddSingleton(provider =>
        {
            EnvelopeSource.Require(
                provider.GetRequiredService<IConfiguration>()[OwnSecrets.SettingOf(OwnSecrets.SealKey)],
                hasVault: provider.GetServices<ISecretSource>().Any(source => source is not ConfigurationSecretSource));
            return ActivatorUtilities.CreateInstance<EnvelopeSource>(provider);
        })
        .AddSingleton<UpstreamSender>()
        .AddSingleton<ReplyRelay>()
        .AddSingleton<ResponsesPipeline>();

    private static IServiceCollection AddEndpoints(this IServiceCollection services) => services
        .AddSingleton<ICorsService, CorsService>()
        .AddSingleton<CorsRules>()
        .AddSingleton<ResponsesEndpoint>()
        .AddSingleton<ModelsEndpoint>()
        .AddSingleton<AdministratorAdmission>()
        .AddSingleton<AdministrationEndpoint>()
        .AddSingleton<RoutingTable>()
        .AddSingleton(provider => new GatewayEndpoint(
            provider.GetRequiredService<RoutingTable>(), provider.GetRequiredService<CorsRules>(),
            provider.GetRequiredService<Func<Guid>>(), provider.GetRequiredService<ILogger<GatewayEndpoint>>()));

    private static Func<IServiceProvider, T> Settings<T>(string section)
        where T : class, new() => provider => provider.GetRequiredService<IConfiguration>().GetSection(section).Get<T>() ?? new T();
}
