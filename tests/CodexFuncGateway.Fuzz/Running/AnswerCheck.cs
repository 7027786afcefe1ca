using System.Text;
using System.Text.Json;
using CodexFuncGateway.Fuzz.Mutation;

namespace CodexFuncGateway.Fuzz.Running;

/// <summary>What must hold of every answer, whatever was asked and whatever the upstream said.</summary>
internal static class AnswerCheck
{
    private static readonly int[] Proper = [200, 400, 401, 404, 408, 413, 415, 429, 502, 503, 504];

    /// <summary>What is wrong with it; null where nothing is.</summary>
    public static string? Find(FuzzCase asked, FuzzAnswer answer) => answer switch
    {
        _ when !Proper.Contains(answer.Status) => $"status {answer.Status}",
        { ContentType: "application/json" } => FindInJson(answer),
        { ContentType: "text/event-stream", Status: 200 } => asked.IsChat ? FindInChat(answer) : FindInEvents(answer),
        _ => $"a body of type '{answer.ContentType}' with status {answer.Status}",
    };

    private static string? FindInJson(FuzzAnswer answer)
    {
        if (Parse(answer.Body) is not { } json)
        {
            return "a body that is no JSON";
        }

        var hasMessage = json.ValueKind == JsonValueKind.Object && json.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object
            && error.TryGetProperty("message", out var message) && message.GetString() is { Length: > 0 };
        return answer.Status == 200 || hasMessage ? null : "an error without a message";
    }

    /// <summary>A Responses stream ends with one event that says so.</summary>
    private static string? FindInEvents(FuzzAnswer answer)
    {
        string?[] types = [.. Data(answer).Select(data => Parse(data) is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("type", out var type) ? type.GetString() : null)];
        var ends = types.Count(type => type is "response.completed" or "response.incomplete" or "response.failed");
        return types.LastOrDefault() is "response.completed" or "response.incomplete" or "response.failed" && ends == 1 ? null : $"a stream with {ends} ends, the last event being {types.LastOrDefault()}";
    }

    /// <summary>A chat stream ends with its mark, or with an error.</summary>
    private static string? FindInChat(FuzzAnswer answer)
    {
        byte[][] data = [.. Data(answer)];
        var isWhole = data.Length > 0 && (data[^1].AsSpan().SequenceEqual("[DONE]"u8) || Parse(data[^1]) is { } json && json.TryGetProperty("error", out _));
        return !isWhole ? "a chat stream without an end" : data[..^1].Any(chunk => Parse(chunk) is null) ? "a chunk that is no JSON" : null;
    }

    private static IEnumerable<byte[]> Data(FuzzAnswer answer) =>
        Encoding.UTF8.GetString(answer.Body).Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line => Encoding.UTF8.GetBytes(line["data: ".Length..]));

    private static JsonElement? Parse(byte[] json)
    {
        try
        {
            return JsonElement.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
