using System.Text;
using System.Text.Json;

namespace CodexFuncGateway.Tests.Laws.Support;

/// <summary>The answer's text as an upstream's own JSON holds it, gathered by the plainest means.</summary>
internal static class UpstreamWords
{
    public static string Text(Recording recording)
    {
        var text = new StringBuilder();
        text.AppendJoin("", recording.Frames.Where(frame => frame.Event == "output").Select(frame => frame.Data));
        foreach (var json in recording.Documents)
        {
            Add(recording.Dialect, json, text);
        }

        return text.ToString();
    }

    private static void Add(string dialect, JsonElement json, StringBuilder text)
    {
        switch (dialect)
        {
            case "chat-completions":
                AddChoice(json, text);
                break;
            case "anthropic-messages":
                AddBlocks(json, text);
                break;
            case "cohere-chat":
                AddMessage(Object(json, "message") ?? Object(Object(json, "delta") ?? json, "message") ?? default, text);
                break;
            case "gemini-generate-content":
                AddCandidate(json, text);
                break;
            case "bedrock-converse":
                AddText(Object(json, "delta") ?? default, "text", text);
                AddContent(json, text);
                break;
            case "replicate-predictions":
                text.AppendJoin("", json.TryGetProperty("output", out var output) ? output.EnumerateArray().Select(piece => piece.GetString()) : []);
                break;
            default:
                AddOutput(json, text);
                break;
        }
    }

    private static void AddChoice(JsonElement json, StringBuilder text)
    {
        if (json.TryGetProperty("choices", out var choices) && choices.ValueKind == JsonValueKind.Array && choices.GetArrayLength() > 0)
        {
            var choice = choices[0];
            var message = Object(choice, "delta") ?? Object(choice, "message") ?? default;
            AddText(message, "content", text);
            AddText(message, "refusal", text);
        }
    }

    private static void AddBlocks(JsonElement json, StringBuilder text)
    {
        var list = json.TryGetProperty("content", out var content) ? content.EnumerateArray() : default;
        foreach (var block in list.Append(Object(json, "delta") ?? default).Append(Object(json, "content_block") ?? default))
        {
            if (block.ValueKind == JsonValueKind.Object && block.TryGetProperty("type", out var type) && type.GetString() is "text" or "text_delta")
            {
                AddText(block, "text", text);
            }
        }
    }

    /// <summary>Cohere's, whole or a piece: content is a list or one block, and a plan is said aloud.</summary>
    private static void AddMessage(JsonElement message, StringBuilder text)
    {
        AddText(message, "content", text);
        AddText(message.ValueKind == JsonValueKind.Object ? Object(message, "content") ?? default : default, "text", text);
        AddText(message, "tool_plan", text);
    }

    /// <summary>Gemini's thoughts are parts like any other; a prompt that was blocked has the reason in place of an answer.</summary>
    private static void AddCandidate(JsonElement json, StringBuilder text)
    {
        if (json.TryGetProperty("candidates", out var candidates) && candidates.GetArrayLength() > 0 && Object(candidates[0], "content") is { } content && content.TryGetProperty("parts", out var parts))
        {
            foreach (var part in parts.EnumerateArray().Where(part => !part.TryGetProperty("thought", out var thought) || !thought.GetBoolean()))
            {
                AddText(part, "text", text);
            }
        }

        AddText(Object(json, "promptFeedback") ?? default, "blockReasonMessage", text);
    }

    private static void AddContent(JsonElement json, StringBuilder text)
    {
        if (Object(json, "output") is { } output && Object(output, "message") is { } message)
        {
            foreach (var block in message.GetProperty("content").EnumerateArray())
            {
                AddText(block, "text", text);
            }
        }
    }

    /// <summary>A finished item counts for more than its deltas, which some recordings hold only in part.</summary>
    private static void AddOutput(JsonElement json, StringBuilder text)
    {
        var output = json.TryGetProperty("output", out var all) ? all.EnumerateArray().ToArray()
            : json.TryGetProperty("type", out var type) && type.GetString() == "response.output_item.done" ? [json.GetProperty("item")]
            : [];
        foreach (var part in output.Where(IsMessage).SelectMany(item => item.GetProperty("content").EnumerateArray()))
        {
            AddText(part, "text", text);
            AddText(part, "refusal", text);
        }
    }

    private static bool IsMessage(JsonElement item) => item.GetProperty("type").GetString() == "message";

    private static JsonElement? Object(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static void AddText(JsonElement json, string name, StringBuilder text)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out var value))
        {
            return;
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            text.Append(value.GetString());
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var part in value.EnumerateArray().Where(part => part.TryGetProperty("type", out var type) && type.GetString() == "text"))
            {
                AddText(part, "text", text);
            }
        }
    }
}
