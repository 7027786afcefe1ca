using Azure.Core;
using Azure.Data.Tables;
using CodexFuncGateway.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CodexFuncGateway.Functions.Tables;

/// <summary>Adds Table Storage as the store: the account at <c>Tables:ServiceUri</c> with the app's identity, or the one in <c>Tables:ConnectionString</c>.</summary>
internal static class TablesRegistration
{
    /// <remarks><see cref="TableClientOptions"/> that are registered already are used.</remarks>
    public static IServiceCollection AddTableStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(_ => ImpatientOptions());
        return services
            .AddSingleton(provider => Open(configuration.GetSection("Tables"), provider))
            .AddSingleton<ITableStore, AzureTableStore>();
    }

    private static TableServiceClient Open(IConfiguration tables, IServiceProvider provider)
    {
        var options = provider.GetRequiredService<TableClientOptions>();
        return tables["ServiceUri"] is { Length: > 0 } address ? new TableServiceClient(ReadUri(address), provider.GetRequiredService<TokenCredential>(), options)
            : tables["ConnectionString"] is { Length: > 0 } account ? new TableServiceClient(account, options)
            : throw new InvalidOperationException("Tables:ServiceUri must name a table endpoint, such as https://myaccount.table.core.windows.net, or Tables:ConnectionString an account.");
    }

    /// <summary>
    /// A request of a client may be waiting, so an outage must show within seconds; the SDK's own limits add up to minutes. Its policy tries again after 408, 429 and 5xx, and
    /// when the service says <c>Retry-After</c>, then.
    /// </summary>
    private static TableClientOptions ImpatientOptions() => new()
    {
        Retry = { MaxRetries = 2, Delay = TimeSpan.FromMilliseconds(200), MaxDelay = TimeSpan.FromSeconds(2), NetworkTimeout = TimeSpan.FromSeconds(10) },
    };

    private static Uri ReadUri(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
        ? uri
        : throw new InvalidOperationException($"Tables:ServiceUri is \"{address}\", which is no https address.");
}
