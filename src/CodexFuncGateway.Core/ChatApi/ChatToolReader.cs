using System.Text.Json;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.ChatApi;

/// <summary>Writes tools and the choice among them, which chat completions wrap once more than Responses do.</summary>
internal static class ChatToolReader
{
    private static readonly JsonView NoParameters = JsonView.Parse("""{"type":"object","properties":{}}""");

    public static void Read(Utf8JsonWriter json, JsonField root)
    {
        var (tools, search) = (root.Optional("tools"), root.Optional("web_search_options"));
        if (tools is not null || search is not null)
        {
            json.WriteStartArray("tools"u8);
            tools?.Array(tool => WriteTool(json, tool.Object()));
            if (search is { } options)
            {
                ChatSearchOptions.Write(json, options.Object());
            }

            json.WriteEndArray();
        }

        if (root.Optional("tool_choice") is { } choice)
        {
            json.WritePropertyName("tool_choice"u8);
            WriteChoice(json, choice);
        }
    }

    private static bool WriteTool(Utf8JsonWriter json, JsonField tool)
    {
        switch (tool.Required("type").String())
        {
            case "function":
                WriteFunction(json, tool.Required("function").Object());
                break;
            case "custom":
                WriteCustom(json, tool.Required("custom").Object());
                break;
            default:
                // Hosted tools have no form of their own here; who sends one means that of Responses.
                json.WriteRawValue(tool.Element.RawSpan, skipInputValidation: true);
                break;
        }

        return true;
    }

    private static void WriteFunction(Utf8JsonWriter json, JsonField function)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "function"u8);
        WriteName(json, function);
        WriteDescription(json, function);
        json.WriteCopy("parameters"u8, function.Optional("parameters")?.ReadableObject().Element ?? NoParameters);

        // Left out, it means no here and yes there.
        json.WriteBoolean("strict"u8, function.Optional("strict")?.Boolean() ?? false);
        json.WriteEndObject();
    }

    private static void WriteCustom(Utf8JsonWriter json, JsonField custom)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "custom"u8);
        WriteName(json, custom);
        WriteDescription(json, custom);
        if (custom.Optional("format")?.Object() is { } format)
        {
            json.WriteStartObject("format"u8);
            json.WriteText("type"u8, format.Required("type"));
            if (format.Optional("grammar")?.Object() is { } grammar)
            {
                json.WriteText("syntax"u8, grammar.Required("syntax"));
                json.WriteText("definition"u8, grammar.Required("definition"));
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteChoice(Utf8JsonWriter json, JsonField choice)
    {
        if (choice.Element.ValueKind != JsonValueKind.Object)
        {
            // A word, which both APIs share.
            json.WriteRawValue(choice.Element.RawSpan, skipInputValidation: true);
            return;
        }

        var type = choice.Required("type");
        if (type.String() == "allowed_tools")
        {
            WriteAllowed(json, choice.Required("allowed_tools").Object());
        }
        else
        {
            WriteNamed(json, choice);
        }
    }

    private static void WriteAllowed(Utf8JsonWriter json, JsonField allowed)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "allowed_tools"u8);
        var mode = allowed.Required("mode");
        json.WriteText("mode"u8, mode.String() is "auto" or "required" ? mode : throw mode.Error("must be 'auto' or 'required'"));
        json.WriteStartArray("tools"u8);
        allowed.Required("tools").Array(tool => WriteNamed(json, tool.Object()));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static bool WriteNamed(Utf8JsonWriter json, JsonField tool)
    {
        var type = tool.Required("type");
        json.WriteStartObject();
        json.WriteText("type"u8, type);
        if (type.String() is "function" or "custom")
        {
            WriteName(json, tool.Required(type.String()).Object());
        }

        json.WriteEndObject();
        return true;
    }

    private static void WriteName(Utf8JsonWriter json, JsonField tool)
    {
        var name = tool.Required("name");
        json.WriteText("name"u8, name.String() is { Length: > 0 and <= 256 } ? name : throw name.Error("must have 1 to 256 characters"));
    }

    private static void WriteDescription(Utf8JsonWriter json, JsonField tool)
    {
        if (tool.Optional("description") is { } description)
        {
            json.WriteText("description"u8, description);
        }
    }
}
