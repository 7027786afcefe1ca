using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;

namespace CodexFuncGateway.ProcessTests.Processes;

/// <summary>Asks until it gets an answer, and notes of each answer whose it was and whether it came whole.</summary>
internal sealed class PersistentClient(GatewayFleet fleet, string key, string body) : IDisposable
{
    private readonly HttpMessageInvoker http = new(new SocketsHttpHandler { UseProxy = false });

    /// <summary>By the request's id: whether the reply was complete.</summary>
    public ConcurrentDictionary<string, bool> Answers { get; } = new();

    /// <summary>Requests that ended without an answer: a connection that broke before the head, or an error.</summary>
    public int Failures { get; private set; }

    public void Dispose() => http.Dispose();

    public async Task AskAsync(int number)
    {
        while (!await TryAsync(number++))
        {
            Failures++;
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    /// <returns>Whether there was an answer, whole or not.</returns>
    private async Task<bool> TryAsync(int number)
    {
        string? id = null;
        try
        {
            if (fleet.Next(number) is not { } address)
            {
                return false;
            }

            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/v1/responses")) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
            using var response = await http.SendAsync(request, CancellationToken.None);
            if (!response.IsSuccessStatusCode)
            {
                return false;
            }

            id = response.Headers.GetValues("x-request-id").Single();
            Answers[id] = false;
            Answers[id] = (await response.Content.ReadAsStringAsync()).Contains("event: response.completed", StringComparison.Ordinal);
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return id is not null;
        }
    }
}
