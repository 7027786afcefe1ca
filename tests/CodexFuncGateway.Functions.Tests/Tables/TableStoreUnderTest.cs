using Azure.Data.Tables;
using CodexFuncGateway.Functions.Tables;
using CodexFuncGateway.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CodexFuncGateway.Functions.Tests.Tables;

/// <summary>The adapter as the Function App registers it.</summary>
internal static class TableStoreUnderTest
{
    public static ITableStore Open(string connectionString, TableClientOptions? options = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Tables:ConnectionString", (string?)connectionString)]).Build();
        var services = new ServiceCollection();
        if (options is not null)
        {
            services.AddSingleton(options);
        }

        return services.AddTableStorage(configuration).BuildServiceProvider().GetRequiredService<ITableStore>();
    }
}
