using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace CodexFuncGateway.Functions.Tests.Hosting;

/// <summary>The Function App as its own registration puts it together, with settings as in Azure.</summary>
internal sealed class FunctionAppUnderTest(IHost host) : IAsyncDisposable
{
    public IServiceProvider Services => host.Services;

    public static FunctionAppUnderTest Build(params (string Name, string? Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Development });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Gateway:SealKey"] = Convert.ToBase64String(new byte[32]),
            ["Tables:ServiceUri"] = "https://ledger.table.core.windows.net",
            ["KeyVault:Uri"] = "https://secrets.vault.azure.net",
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)));
        builder.AddGateway();
        return new FunctionAppUnderTest(builder.Build());
    }

    public ValueTask DisposeAsync() => ((IAsyncDisposable)host).DisposeAsync();
}
