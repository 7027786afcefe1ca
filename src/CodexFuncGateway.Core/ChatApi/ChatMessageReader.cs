using System.Text.Json;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.ChatApi;

/// <summary>Writes messages as the items of a Responses conversation: an assistant's message with its calls is several, and so is each call's output.</summary>
internal sealed class ChatMessageReader(Utf8JsonWriter json)
{
    private readonly ChatContentReader content = new(json);
    private readonly HashSet<string> customCalls = [];

    public void Read(JsonField messages)
    {
        json.WriteStartArray("input"u8);
        if (messages.Array(ReadMessage).Length == 0)
        {
            throw messages.Error("must hold at least one message");
        }

        json.WriteEndArray();
    }

    private bool ReadMessage(JsonField message)
    {
        var role = message.Object().Required("role");
        switch (role.String())
        {
            case "user" or "system" or "developer":
                WriteMessage(role, message.Required("content"));
                break;
            case "assistant":
                WriteAssistant(message, role);
                break;
            case "tool":
                WriteOutput(message);
                break;
            case "function":
                throw role.Error("is the API's older form, which this gateway does not take; send 'tool'");
            default:
                throw role.Error("must be 'system', 'developer', 'user', 'assistant' or 'tool'");
        }

        return true;
    }

    private void WriteMessage(JsonField role, JsonField words)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "message"u8);
        json.WriteText("role"u8, role);
        content.Write("content"u8, words, isOutput: role.Element.ValueEquals("assistant"));
        json.WriteEndObject();
    }

    /// <summary>Its reasoning, if the client kept it, goes back to where it stood among words and calls.</summary>
    private void WriteAssistant(JsonField message, JsonField role)
    {
        ChatRefusals.RefuseOlderForm(message, "function_call", "tool_calls");
        var reasoning = new ChatReasoningReader(json, message);
        reasoning.WriteUpTo(ChatReasoning.Start);
        if (message.Optional("content") is { } words && !IsEmpty(words))
        {
            WriteMessage(role, words);
        }
        else if (message.Optional("refusal") is { } refusal)
        {
            WriteMessage(role, refusal);
        }

        var calls = 0;
        message.Optional("tool_calls")?.Array(call =>
        {
            reasoning.WriteUpTo(ChatReasoning.Place(calls++, hasText: true));
            WriteCall(call.Object());
            return true;
        });
        reasoning.WriteUpTo(ChatReasoning.End);
    }

    /// <summary>What stands beside calls and says nothing is refused by some upstreams.</summary>
    private static bool IsEmpty(JsonField words) => words.Element.RawSpan is [_, _] && words.Element.ValueKind is JsonValueKind.String or JsonValueKind.Array;

    private void WriteCall(JsonField call)
    {
        var isCustom = call.Optional("type") is { } type && type.String() == "custom";
        var tool = call.Required(isCustom ? "custom" : "function").Object();
        var id = call.Required("id");
        if (isCustom)
        {
            customCalls.Add(id.String());
        }

        json.WriteStartObject();
        json.WriteString("type"u8, isCustom ? "custom_tool_call"u8 : "function_call"u8);
        json.WriteText("call_id"u8, id);
        json.WriteText("name"u8, tool.Required("name"));
        if (isCustom)
        {
            json.WriteText("input"u8, tool.Required("input"));
        }
        else
        {
            json.WriteText("arguments"u8, tool.Required("arguments"));
        }

        json.WriteEndObject();
    }

    private void WriteOutput(JsonField message)
    {
        var id = message.Required("tool_call_id");
        json.WriteStartObject();
        json.WriteString("type"u8, customCalls.Contains(id.String()) ? "custom_tool_call_output"u8 : "function_call_output"u8);
        json.WriteText("call_id"u8, id);
        content.Write("output"u8, message.Required("content"), isOutput: false);
        json.WriteEndObject();
    }
}
