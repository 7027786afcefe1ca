using System.Net.Http.Headers;
using System.Text.Json;
using CodexFuncGateway.Ledger;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Budgets;

/// <summary>Posts alerts as small JSON to <c>Gateway:BudgetWebhookUrl</c>. Follows nobody elsewhere; asks again, ever later, where it was not taken.</summary>
internal sealed partial class BudgetWebhook(IConfiguration configuration, HttpMessageInvoker client, TimeProvider timeProvider, ILogger<BudgetWebhook> logger)
{
    private const int MostAttempts = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(15);

    private readonly Uri? address = Read(configuration["Gateway:BudgetWebhookUrl"]);

    public bool IsSet => address is not null;

    /// <summary>How long it goes on asking; after that, whoever finds the alert untold may start anew.</summary>
    public TimeSpan Persistence { get; } = MostAttempts * (Patience + LongestDelay);

    /// <returns>Whether it was taken.</returns>
    public async Task<bool> TellAsync(BudgetAlert alert)
    {
        var backoff = new RetryBackoff(FirstDelay, LongestDelay, Random.Shared);
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            if (await TryPostAsync(alert))
            {
                return true;
            }

            if (attempt < MostAttempts)
            {
                await Task.Delay(backoff.Failed(), timeProvider);
            }
        }

        return false;
    }

    private async Task<bool> TryPostAsync(BudgetAlert alert)
    {
        using var deadline = new CancellationTokenSource(Patience, timeProvider);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(Write(alert)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var response = await client.SendAsync(request, deadline.Token);
            return response.IsSuccessStatusCode || NotTaken($"status {(int)response.StatusCode}");
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException)
        {
            return NotTaken(exception.GetType().Name);
        }
    }

    private bool NotTaken(string reason)
    {
        Log.NotTold(logger, reason);
        return false;
    }

    private static byte[] Write(BudgetAlert alert)
    {
        var bytes = new System.Buffers.ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        json.WriteString("type"u8, "budget.threshold_reached"u8);
        json.WriteString("budget"u8, alert.Budget.Id);
        json.WriteString("scope"u8, alert.Budget.Scope.ToString().ToLowerInvariant());
        json.WriteString("value"u8, alert.Budget.Value);
        json.WriteString("period"u8, alert.Budget.Period.ToString().ToLowerInvariant());
        json.WriteNumber("threshold_percent"u8, alert.Percent);
        json.WriteNumber("limit_usd"u8, alert.Budget.LimitNanoUsd / 1e9m);
        json.WriteNumber("spent_usd"u8, alert.SpentNanoUsd / 1e9m);
        json.WriteString("at"u8, alert.At);
        if (alert.Period.End is { } end)
        {
            json.WriteNumber("resets_at"u8, end.ToUnixTimeSeconds());
        }

        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    private static Uri? Read(string? setting) => setting switch
    {
        null or "" => null,
        _ when Uri.TryCreate(setting, UriKind.Absolute, out var uri) && (uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback)) => uri,
        _ => throw new InvalidOperationException("Gateway:BudgetWebhookUrl must be an https address, or an http one on this machine."),
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The budget webhook did not take an alert: {Reason}.")]
        public static partial void NotTold(ILogger logger, string reason);
    }
}
