using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Tests.KeyVault;

/// <summary>
/// A vault's REST interface on loopback, as the service documents it: a request without a token is challenged, one with a token finds the
/// newest version of a secret or <c>SecretNotFound</c>.
/// </summary>
internal sealed class FakeVault : IAsyncDisposable
{
    public const string Token = "fake-vault-token";

    private readonly WebApplication application;

    private FakeVault(WebApplication application) => this.application = application;

    /// <summary>What the gateway is told. A name of its own, for the client remembers for the whole process who has challenged it.</summary>
    public Uri Uri { get; } = new($"https://fake-{Guid.NewGuid():N}.vault.azure.net/");

    /// <summary>Where it really listens, which only <see cref="VaultTransport"/> needs to know.</summary>
    public Uri Address { get; private set; } = new("about:blank");

    public Dictionary<string, string> Secrets { get; } = [];

    /// <summary>The paths that were asked for, with whether a token came along.</summary>
    public ConcurrentQueue<(string Path, bool HasToken)> Requests { get; } = [];

    /// <summary>The beginning of the tokens that are good here.</summary>
    public string Accepted { get; set; } = Token;

    /// <summary>When set, the status of every answer to a request with a token.</summary>
    public int? Failure { get; set; }

    /// <summary>How long to wait, as told with a failure, in seconds.</summary>
    public int? RetryAfter { get; set; }

    /// <summary>Secrets that were disabled: they exist, but nobody gets them.</summary>
    public HashSet<string> Disabled { get; } = [];

    /// <summary>When set, an answer to a request with a token waits for it.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    /// <summary>How often a secret was asked for with a good token.</summary>
    public int ReadsOf(string name) => Requests.Count(request => request.HasToken && request.Path == $"/secrets/{name}");

    public static async Task<FakeVault> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var vault = new FakeVault(builder.Build());
        vault.application.Run(vault.AnswerAsync);
        await vault.application.StartAsync();
        vault.Address = new Uri(vault.application.Urls.Single());
        return vault;
    }

    public Task StopAsync() => application.StopAsync();

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var hasToken = context.Request.Headers.Authorization.ToString().StartsWith($"Bearer {Accepted}", StringComparison.Ordinal);
        Requests.Enqueue((context.Request.Path, hasToken));
        if (!hasToken)
        {
            context.Response.Headers.WWWAuthenticate =
                """Bearer authorization="https://login.microsoftonline.com/00000000-0000-0000-0000-000000000001", resource="https://vault.azure.net" """.TrimEnd();
            await AnswerAsync(context, StatusCodes.Status401Unauthorized, Error("Unauthorized", "AKV10000: Request is missing a Bearer or PoP token."));
            return;
        }

        await Hold.WaitAsync(context.RequestAborted);
        if (Failure is { } status)
        {
            context.Response.Headers.RetryAfter = RetryAfter?.ToString(CultureInfo.InvariantCulture);
            await AnswerAsync(context, status, Error("Failed", "The vault does not work."));
            return;
        }

        await FindAsync(context, context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries)[^1]);
    }

    private Task FindAsync(HttpContext context, string name)
    {
        if (Disabled.Contains(name))
        {
            return AnswerAsync(context, StatusCodes.Status403Forbidden, new
            {
                error = new { code = "Forbidden", message = "Operation get is not allowed on a disabled secret.", innererror = new { code = "SecretDisabled" } },
            });
        }

        return Secrets.TryGetValue(name, out var value)
            ? AnswerAsync(context, StatusCodes.Status200OK, new { value, id = $"{Uri}secrets/{name}/0123456789abcdef0123456789abcdef", attributes = new { enabled = true } })
            : AnswerAsync(context, StatusCodes.Status404NotFound, Error("SecretNotFound", $"A secret with (name/id) {name} was not found in this key vault."));
    }

    private static object Error(string code, string message) => new { error = new { code, message } };

    private static Task AnswerAsync(HttpContext context, int status, object body)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(body);
    }
}
