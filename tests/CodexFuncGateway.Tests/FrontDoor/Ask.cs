using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>What clients send.</summary>
internal static class Ask
{
    /// <summary>Marks a request that shows no key.</summary>
    public static readonly HttpRequestOptionsKey<bool> Anonymous = new("anonymous");

    /// <summary>How the Codex CLI introduces itself.</summary>
    public static readonly (string Name, string Value) ByCodex = ("originator", "codex_exec");

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public static HttpRequestMessage For(HttpMethod method, string path) => new(method, new Uri(path, UriKind.Relative));

    public static HttpRequestMessage Responses(string body) => Responses(Encoding.UTF8.GetBytes(body));

    public static HttpRequestMessage Responses(byte[] body) => Responses(new ByteArrayContent(body));

    public static HttpRequestMessage Responses(HttpContent body) => Post("/openai/v1/responses", body);

    public static HttpRequestMessage Chat(string body) => Post("/openai/v1/chat/completions", new StringContent(body));

    public static HttpRequestMessage With(this HttpRequestMessage request, params (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
        {
            _ = request.Headers.TryAddWithoutValidation(name, value) || request.Content!.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    public static HttpRequestMessage WithoutKey(this HttpRequestMessage request)
    {
        request.Options.Set(Anonymous, true);
        return request;
    }

    /// <summary>A question, and the tools that <see cref="Told.Step"/> calls.</summary>
    public static string Question(string model, bool stream = true, string prompt = "What is 6 × 7?") => JsonSerializer.Serialize(new
    {
        model,
        stream,
        input = new[] { new { type = "message", role = "user", content = new[] { new { type = "input_text", text = prompt } } } },
        tools = new[] { new { type = "function", name = "look", description = "Looks at a file.", parameters = Schema } },
        include = new[] { "reasoning.encrypted_content" },
        store = false,
    });

    /// <summary>The same question of a chat client.</summary>
    public static string ChatQuestion(string model, bool stream = true, string prompt = "What is 6 × 7?") => JsonSerializer.Serialize(new
    {
        model,
        stream,
        stream_options = stream ? new { include_usage = true } : null,
        messages = new[] { new { role = "user", content = prompt } },
        tools = new[] { new { type = "function", function = new { name = "look", description = "Looks at a file.", parameters = Schema } } },
    });

    private static HttpRequestMessage Post(string path, HttpContent body)
    {
        body.Headers.ContentType = Json;
        var request = For(HttpMethod.Post, path);
        request.Content = body;
        return request;
    }

    private static object Schema => new { type = "object", properties = new { path = new { type = "string" } }, required = new[] { "path" } };
}
