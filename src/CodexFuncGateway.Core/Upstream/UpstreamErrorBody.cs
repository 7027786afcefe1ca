using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CodexFuncGateway.Upstream;

/// <summary>
/// What an upstream's complaint says, whichever of the shapes in use it has: <c>{"error":{…}}</c>, <c>{"error":"…"}</c>, <c>{"message":…}</c>,
/// <c>{"detail":…}</c>, an array of these, or no JSON at all.
/// </summary>
/// <param name="Message">The explanation; empty where there is none that a person could read.</param>
/// <param name="Codes">Every code, type and status word found, the most exact first.</param>
internal sealed record UpstreamErrorBody(string Message, IReadOnlyList<string> Codes)
{
    private const int LongestMessage = 1_000;

    /// <summary>How long the body says to wait (Google's <c>retryDelay</c>, Replicate's <c>retry_after</c>).</summary>
    public TimeSpan? RetryAfter { get; private set; }

    /// <summary>The HTTP status that the body states as a number, for errors that arrive under a 200.</summary>
    public int? Status { get; private set; }

    /// <summary>Whether a successful reply's JSON is in fact a complaint.</summary>
    public static bool IsError(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out var error)
        && error.ValueKind is JsonValueKind.Object or JsonValueKind.String;

    public static UpstreamErrorBody Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Understand(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A web page, plain words, or JSON that was cut off or holds half a character. Only words are worth repeating.
            var text = Encoding.UTF8.GetString(body.Span).Trim();
            return new UpstreamErrorBody(text.StartsWith('<') || text.StartsWith('{') ? "" : Shorten(text), []);
        }
    }

    /// <summary>A complaint that holds half a character says nothing that could be repeated; that it is one is still told.</summary>
    public static UpstreamErrorBody Read(JsonElement root)
    {
        try
        {
            return Understand(root);
        }
        catch (InvalidOperationException)
        {
            return new UpstreamErrorBody("", []);
        }
    }

    private static UpstreamErrorBody Understand(JsonElement root)
    {
        var codes = new List<string>();
        var body = new UpstreamErrorBody(Shorten(FindMessage(root, depth: 0)), codes);
        body.FindCodes(root, codes, depth: 0);
        return body;
    }

    private static string FindMessage(JsonElement element, int depth) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        _ when depth > 6 => "",
        JsonValueKind.Array when element.GetArrayLength() > 0 => FindMessage(element[0], depth + 1),
        JsonValueKind.Object => FindObjectMessage(element, depth + 1),
        _ => "",
    };

    private static string FindObjectMessage(JsonElement element, int depth)
    {
        foreach (var name in (ReadOnlySpan<string>)["error", "message", "Message", "msg", "detail", "title"])
        {
            if (element.TryGetProperty(name, out var value) && FindMessage(value, depth) is { Length: > 0 } message)
            {
                return FindUpstreamsOwn(element) is { Length: > 0 } cause ? $"{message}: {cause}" : message;
            }
        }

        return "";
    }

    /// <summary>OpenRouter says "Provider returned error" and keeps what the provider said in <c>metadata.raw</c>.</summary>
    private static string? FindUpstreamsOwn(JsonElement error) =>
        error.TryGetProperty("metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object
        && metadata.TryGetProperty("raw", out var raw) && raw.ValueKind == JsonValueKind.String
            ? raw.GetString()
            : null;

    private void FindCodes(JsonElement element, List<string> codes, int depth)
    {
        if (depth > 4)
        {
            return;
        }

        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray().Take(8))
            {
                FindCodes(item, codes, depth + 1);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var name in (ReadOnlySpan<string>)["error", "details"])
            {
                if (element.TryGetProperty(name, out var inner))
                {
                    FindCodes(inner, codes, depth + 1);
                }
            }

            ReadCodes(element, codes);
        }
    }

    private void ReadCodes(JsonElement element, List<string> codes)
    {
        foreach (var name in (ReadOnlySpan<string>)["code", "error_code", "reason", "type", "error_type", "status", "status_code"])
        {
            if (element.TryGetProperty(name, out var value))
            {
                ReadCode(value, codes);
            }
        }

        foreach (var name in (ReadOnlySpan<string>)["retryDelay", "retry_after"])
        {
            if (element.TryGetProperty(name, out var delay))
            {
                RetryAfter ??= ReadDelay(delay);
            }
        }
    }

    private void ReadCode(JsonElement value, List<string> codes)
    {
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } code)
        {
            codes.Add(code);
            Status ??= int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 400 and < 600 ? status : null;
        }
        else if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number is >= 400 and < 600)
        {
            Status ??= number;
        }
    }

    private static TimeSpan? ReadDelay(JsonElement delay)
    {
        var text = delay.ValueKind == JsonValueKind.String ? delay.GetString()!.TrimEnd('s') : delay.GetRawText();
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 1_000_000
            ? TimeSpan.FromSeconds(seconds)
            : null;
    }

    private static string Shorten(string text) => text.Length <= LongestMessage ? text : text[..LongestMessage] + "…";
}
