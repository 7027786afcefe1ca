using System.Buffers;
using System.Text.Json;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.ChatApi;

/// <summary>
/// Reads a chat-completions request: writes the Responses request that asks the same, so that everything behind it knows one language only
/// (docs/decisions/0014). Texts and schemas are copied as they stand. A complaint names the client's own field.
/// Field reference: https://platform.openai.com/docs/api-reference/chat/create (seen 2026-11).
/// </summary>
internal static class ChatRequestReader
{
    /// <summary>For the few fields that differ, in bytes.</summary>
    private const int Room = 1024;

    /// <summary>Fields of the same name and meaning; the reader of Responses requests judges their values.</summary>
    private static readonly string[] Shared =
    [
        "model", "stream", "temperature", "top_p", "parallel_tool_calls", "prompt_cache_key", "prompt_cache_retention", "safety_identifier",
        "service_tier", "metadata", "user",
    ];

    public static ReadOnlyMemory<byte> Read(JsonView body)
    {
        var root = new JsonField(body).Object();
        ChatRefusals.Check(root);
        var request = new ArrayBufferWriter<byte>(body.RawSpan.Length + Room);
        using var json = new Utf8JsonWriter(request, ChatJson.Options);
        json.WriteStartObject();
        WriteSettings(json, root);
        new ChatMessageReader(json).Read(root.Required("messages"));
        ChatToolReader.Read(json, root);
        json.WriteEndObject();
        json.Flush();
        return request.WrittenMemory;
    }

    private static void WriteSettings(Utf8JsonWriter json, JsonField root)
    {
        foreach (var name in Shared)
        {
            json.WriteOptional(root, name);
        }

        json.WriteBoolean("store"u8, false); // chat clients do not expect that anything is kept
        WriteLimit(json, root.Optional("max_completion_tokens") ?? root.Optional("max_tokens"));
        if (root.Optional("reasoning_effort") is { } effort)
        {
            json.WriteStartObject("reasoning"u8);
            json.WriteText("effort"u8, effort);
            json.WriteEndObject();
        }

        WriteAnswerStyle(json, root.Optional("response_format"), root.Optional("verbosity"));
    }

    private static void WriteLimit(Utf8JsonWriter json, JsonField? limit)
    {
        if (limit is { } field)
        {
            json.WriteNumber("max_output_tokens"u8, field.Integer() is > 0 and var tokens ? tokens : throw field.Error("must be at least 1"));
        }
    }

    private static void WriteAnswerStyle(Utf8JsonWriter json, JsonField? format, JsonField? verbosity)
    {
        if (format is null && verbosity is null)
        {
            return;
        }

        json.WriteStartObject("text"u8);
        if (format is { } asked)
        {
            WriteFormat(json, asked.Object());
        }

        if (verbosity is { } word)
        {
            json.WriteText("verbosity"u8, word);
        }

        json.WriteEndObject();
    }

    private static void WriteFormat(Utf8JsonWriter json, JsonField format)
    {
        json.WriteStartObject("format"u8);
        json.WriteText("type"u8, format.Required("type"));
        if (format.Required("type").String() == "json_schema")
        {
            var schema = format.Required("json_schema").Object();
            json.WriteText("name"u8, schema.Required("name"));
            json.WriteCopy("schema"u8, schema.Required("schema").ReadableObject().Element);
            json.WriteOptional(schema, "description");
            if (schema.Optional("strict") is { } strict)
            {
                json.WriteBoolean("strict"u8, strict.Boolean());
            }
        }

        json.WriteEndObject();
    }
}
