using System.Text.Json;

namespace CodexFuncGateway.Tests.Laws.Support;

/// <summary>Tells from an upstream's own words whether it had finished, without the dialect's help.</summary>
internal static class UpstreamFinish
{
    /// <summary>Whether a frame says that the reply is whole.</summary>
    public static bool IsIn(string dialect, SseFrame frame) => frame.IsJson && (dialect switch
    {
        "chat-completions" => HasFinishReason(frame.Json),
        "cohere-chat" => Type(frame.Json) == "message-end",
        "gemini-generate-content" => Candidate(frame.Json) is not null || IsBlocked(frame.Json),
        "anthropic-messages" => Type(frame.Json) == "message_stop" || HasStopReason(frame.Json),
        "bedrock-converse" => frame.Event == "messageStop",
        "replicate-predictions" => frame.Event is "done" or "error",
        _ => Type(frame.Json) is "response.completed" or "response.incomplete" or "response.failed",
    });

    /// <summary>Why Gemini's first candidate ended.</summary>
    public static JsonElement? Candidate(JsonElement json) =>
        json.TryGetProperty("candidates", out var candidates) && candidates.GetArrayLength() > 0 && candidates[0].TryGetProperty("finishReason", out var reason) ? reason : null;

    private static bool IsBlocked(JsonElement json) => json.TryGetProperty("promptFeedback", out var feedback) && feedback.TryGetProperty("blockReason", out _);

    private static string? Type(JsonElement json) => json.TryGetProperty("type", out var type) ? type.GetString() : null;

    private static bool HasStopReason(JsonElement json) =>
        Type(json) == "message_delta" && json.GetProperty("delta").TryGetProperty("stop_reason", out var reason) && reason.ValueKind == JsonValueKind.String;

    /// <summary>A reason, or the usage that alone fills a stream's last chunk.</summary>
    private static bool HasFinishReason(JsonElement json) =>
        json.TryGetProperty("choices", out var choices) && choices.ValueKind == JsonValueKind.Array
        && (choices.GetArrayLength() == 0 ? json.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object : choices.EnumerateArray().Any(choice => choice.TryGetProperty("finish_reason", out var reason) && reason.ValueKind == JsonValueKind.String));
}
