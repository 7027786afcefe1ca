using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Resources;

namespace CodexFuncGateway.Telemetry;

/// <summary>Collects what the gateway tells of itself, for a host that has somewhere to send it. Without a host that asks, nothing is collected and nothing costs.</summary>
public static class TelemetryRegistration
{
    private const string ServiceName = "codex-func-gateway";

    /// <summary>Collects the gateway's spans and measurements; the host says on what is returned where they go.</summary>
    public static OpenTelemetryBuilder AddGatewayTelemetry(this IServiceCollection services) => services.AddOpenTelemetry()
        // The variables come last, so that OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES win.
        .ConfigureResource(resource => resource.AddService(ServiceName).AddEnvironmentVariableDetector())
        .WithTracing(tracing => tracing.AddSource(Steps.SourceName))
        .WithMetrics(metrics => metrics.AddMeter(Steps.SourceName));

    /// <summary>Sends spans, measurements and log lines to <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, as the other <c>OTEL_*</c> variables say; without that one, nothing.</summary>
    public static IServiceCollection AddOtlpTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (!string.IsNullOrWhiteSpace(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            services.AddGatewayTelemetry()
                // A call's span has the server's for its parent, and would be dropped with it.
                .WithTracing(tracing => tracing.AddSource("Microsoft.AspNetCore"))
                .UseOtlpExporter();
        }

        return services;
    }
}
