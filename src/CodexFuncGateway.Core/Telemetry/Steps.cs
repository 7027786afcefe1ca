using System.Diagnostics;

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

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>A span for a step; null, at no cost, while nobody listens.</summary>
    public static Activity? Begin(string step) => Source.StartActivity(step);
}
