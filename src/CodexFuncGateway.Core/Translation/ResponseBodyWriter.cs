using System.Text.Json;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation.Output;

namespace CodexFuncGateway.Translation;

/// <summary>Writes the response object: what the request settled, echoed, and what has come of it so far.</summary>
internal sealed class ResponseBodyWriter(ResponseHead head)
{
    /// <summary>Under which id the client knows the response, which is the upstream's own where its events are passed on.</summary>
    public string Id { get; set; } = head.Id;

    /// <summary>A response that is still being made.</summary>
    public void WriteRunning(Utf8JsonWriter json) => Write(json, "in_progress"u8, [], null, null);

    public void WriteFinal(Utf8JsonWriter json, ReplyEnd end, IReadOnlyList<OutputItem> output, TokenUsage usage) =>
        Write(json, end.Status, output, usage, end);

    private void Write(Utf8JsonWriter json, ReadOnlySpan<byte> status, IReadOnlyList<OutputItem> output, TokenUsage? usage, ReplyEnd? end)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, Id);
        json.WriteString("object"u8, "response"u8);
        json.WriteNumber("created_at"u8, head.CreatedAt);
        json.WriteString("status"u8, status);
        json.WriteString("model"u8, head.Model);
        WriteError(json, end?.Error);
        WriteIncomplete(json, end?.Reason);
        if (end is { IsPause: true })
        {
            json.WriteBoolean("end_turn"u8, false); // asks Codex to go on at once
        }

        head.Echo.Write(json);
        json.WriteStartArray("output"u8);
        foreach (var item in output)
        {
            item.Write(json);
        }

        json.WriteEndArray();
        WriteUsage(json, usage);
        json.WriteEndObject();
    }

    private static void WriteError(Utf8JsonWriter json, GatewayError? error)
    {
        if (error is null)
        {
            json.WriteNull("error"u8);
            return;
        }

        json.WriteStartObject("error"u8);
        json.WriteString("code"u8, error.Code ?? ErrorCodes.StreamCode(error.Kind));
        json.WriteString("message"u8, ErrorCodes.StreamMessage(error));
        json.WriteEndObject();
    }

    private static void WriteIncomplete(Utf8JsonWriter json, FinishReason? reason)
    {
        if (reason is null or FinishReason.Completed)
        {
            json.WriteNull("incomplete_details"u8);
            return;
        }

        json.WriteStartObject("incomplete_details"u8);
        json.WriteString("reason"u8, reason == FinishReason.OutputLimit ? "max_output_tokens"u8 : "content_filter"u8);
        json.WriteEndObject();
    }

    private static void WriteUsage(Utf8JsonWriter json, TokenUsage? usage)
    {
        if (usage is null)
        {
            json.WriteNull("usage"u8);
            return;
        }

        json.WritePropertyName("usage"u8);
        UsageWriter.Write(json, usage);
    }
}
