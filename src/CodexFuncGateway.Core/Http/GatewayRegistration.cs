using System.Net;
using CodexFuncGateway.Audit;
using CodexFuncGateway.Budgets;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Costs;
using CodexFuncGateway.Dialects;
using CodexFuncGateway.Http.Administration;
using CodexFuncGateway.Http.Administration.Costs;
using CodexFuncGateway.Instances;
using CodexFuncGateway.Keys;
using CodexFuncGateway.Keys.Entra;
using CodexFuncGateway.Keys.Limits;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Ledger.Orphans;
using CodexFuncGateway.Ledger.Spool;
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
        return services.AddSettings().AddCatalog().AddUpstream().AddKeys().AddBudgets().AddPipeline().AddCosts().AddEndpoints();
    }

    private static IServiceCollection AddSettings(this IServiceCollection services) => services
        // This category quotes header lines that are not proper HTTP, and a key may stand in them.
        .AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel.BadRequests", LogLevel.None))
        .AddSingleton(Settings<GatewayOptions>("Gateway"))
        .AddSingleton(Settings<CorsOptions>("Cors"))
        .AddSingleton(Settings<SpoolOptions>("Gateway"))
        .AddSingleton(provider => BudgetOptions.Read(provider.GetRequiredService<IConfiguration>()))
        .AddSingleton(new LedgerWriterOptions())
        .AddSingleton(new InstanceOptions())
        .AddSingleton(Settings<LedgerHoursOptions>("Ledger"))
        .AddSingleton(provider => GatewaySecrets.ReadKeys(provider.GetRequiredService<IConfiguration>()))
        .AddSingleton(provider => Settings<EntraOptions>("Entra")(provider).Require());

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

    private static IServiceCollection AddKeys(this IServiceCollection services) => services
        .AddSingleton(provider => new KeyHasher(new GatewaySecret(OwnSecrets.KeyPepper, provider.GetRequiredService<SecretSources>())))
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

    private static IServiceCollection AddBudgets(this IServiceCollection services) => services
        .AddSingleton<BudgetBook>()
        .AddSingleton<BudgetWebhook>()
        .AddSingleton<BudgetAlerts>()
        .AddSingleton<BudgetAccounts>()
        .AddSingleton<BudgetReport>()
        .AddSingleton<LedgerReader>()
        .AddSingleton<LedgerTotals>()
        .AddSingleton<BudgetReconciler>()
        .AddSingleton<KeyBudgets>()
        .AddSingleton<Reserver>();

    private static IServiceCollection AddPipeline(this IServiceCollection services) => services
        .AddSingleton<InstanceLease>()
        .AddSingleton<InstanceDirectory>()
        .AddLedger()
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
        .AddSingleton<CallOpener>()
        .AddSingleton<ResponsesPipeline>();

    private static IServiceCollection AddCosts(this IServiceCollection services) => services
        .AddSingleton<Watermark>()
        .AddSingleton<LedgerScan>()
        .AddSingleton<CellWriter>()
        .AddSingleton<DayRoller>()
        .AddSingleton<CellRollUp>()
        .AddSingleton<CellReader>()
        .AddSingleton<CostReporter>()
        .AddSingleton<CallReader>()
        // In this order: what one step settles, the next one counts.
        .AddSingleton(provider => new RollUpStep("orphans", provider.GetRequiredService<OrphanSettler>().RunAsync))
        .AddSingleton(provider => new RollUpStep("costs", provider.GetRequiredService<CellRollUp>().RunAsync))
        .AddSingleton(provider => new RollUpStep("budgets", provider.GetRequiredService<BudgetReconciler>().RunAsync))
        .AddSingleton<RollUp>();

    private static IServiceCollection AddEndpoints(this IServiceCollection services) => services
        .AddSingleton<ICorsService, CorsService>()
        .AddSingleton<CorsRules>()
        .AddSingleton<CallerReader>()
        .AddSingleton<ResponsesEndpoint>()
        .AddSingleton<ModelsEndpoint>()
        .AddSingleton<UsageEndpoint>()
        .AddSingleton<AuditLog>()
        .AddSingleton<AuditTrail>()
        .AddSingleton<AdminKeys>()
        .AddSingleton<AdministratorAdmission>()
        .AddSingleton<AdministrationResource, KeysResource>()
        .AddSingleton<AdministrationResource, BudgetsResource>()
        .AddSingleton<AdministrationResource, CostsResource>()
        .AddSingleton<AdministrationResource, PricesResource>()
        .AddSingleton<AdministrationResource, AuditResource>()
        .AddSingleton<AdministrationEndpoint>()
        .AddSingleton<RoutingTable>()
        .AddSingleton(provider => new GatewayEndpoint(
            provider.GetRequiredService<RoutingTable>(), provider.GetRequiredService<CorsRules>(),
            provider.GetRequiredService<Func<Guid>>(), provider.GetRequiredService<ILogger<GatewayEndpoint>>()));

    private static Func<IServiceProvider, T> Settings<T>(string section)
        where T : class, new() => provider => provider.GetRequiredService<IConfiguration>().GetSection(section).Get<T>() ?? new T();
}
