using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using CodexFuncGateway.Telemetry;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CodexFuncGateway.Functions;

/// <summary>Sends the worker's own telemetry to Application Insights, with the app's identity; the Functions host sends its own beside it.</summary>
internal static class AzureMonitor
{
    private const string Address = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    public static IHostApplicationBuilder AddAzureMonitor(this IHostApplicationBuilder builder)
    {
        if (builder.Configuration[Address] is { Length: > 0 })
        {
            builder.Services.AddOptions<AzureMonitorExporterOptions>().Configure<TokenCredential>((exporter, credential) => exporter.Credential = credential);
            builder.Services.AddGatewayTelemetry().UseFunctionsWorkerDefaults().UseAzureMonitorExporter();
        }

        return builder;
    }
}
