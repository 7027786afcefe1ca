using System.Diagnostics;
using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Telemetry;

/// <summary>The eight steps of a request, under the names that spans, logs and documents share.</summary>
public static class Steps
{
    public const string SourceName = "CodexFuncGateway";

    public const string Admit = "admit";
    public const string Parse = "parse";
    public const string Resolve = "resolve";
    public const string Reserve = "reserve";
    public const string Map = "map";
    public const string Send = "send";
    public const string Relay = "relay";
    public const string Settle = "settle";

    internal static ActivitySource Source { get; } = new(SourceName);

    /// <summary>Runs a step in its span, and notes on a refusal where it happened. Costs nothing while nobody listens.</summary>
    public static T Run<T>(string step, Func<T> work)
    {
        using var span = Source.StartActivity(step);
        try
        {
            return work();
        }
        catch (GatewayException exception)
        {
            throw Note(exception, step, span);
        }
    }

    /// <inheritdoc cref="Run{T}"/>
    public static async ValueTask<T> RunAsync<T>(string step, Func<ValueTask<T>> work)
    {
        using var span = Source.StartActivity(step);
        try
        {
            return await work();
        }
        catch (GatewayException exception)
        {
            throw Note(exception, step, span);
        }
    }

    /// <inheritdoc cref="Run{T}"/>
    public static async Task RunAsync(string step, Func<Task> work)
    {
        using var span = Source.StartActivity(step);
        try
        {
            await work();
        }
        catch (GatewayException exception)
        {
            throw Note(exception, step, span);
        }
    }

    private static GatewayException Note(GatewayException exception, string step, Activity? span)
    {
        exception.Step ??= step;
        span?.SetTag("error.type", ErrorCodes.Code(exception.Error.Kind)).SetStatus(ActivityStatusCode.Error);
        return exception;
    }
}
