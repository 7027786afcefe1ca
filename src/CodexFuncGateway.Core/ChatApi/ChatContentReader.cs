using System.Text.Json;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.ChatApi;

/// <summary>Writes the content of a message, a text or a list of parts, in the words of the Responses API.</summary>
internal sealed class ChatContentReader(Utf8JsonWriter json)
{
    /// <param name="isOutput">Whether a model wrote it.</param>
    public void Write(ReadOnlySpan<byte> name, JsonField content, bool isOutput)
    {
        switch (content.Element.ValueKind)
        {
            case JsonValueKind.String:
                json.WriteText(name, content);
                break;
            case JsonValueKind.Array:
                json.WriteStartArray(name);
                content.Array(part => Write(part.Object(), isOutput));
                json.WriteEndArray();
                break;
            default:
                throw content.Expected("a string or an array");
        }
    }

    private bool Write(JsonField part, bool isOutput)
    {
        switch (part.Required("type").String())
        {
            case "text":
                WriteText(isOutput ? "output_text"u8 : "input_text"u8, "text"u8, part.Required("text"));
                break;
            case "refusal":
                WriteText("refusal"u8, "refusal"u8, part.Required("refusal"));
                break;
            case "image_url":
                WriteImage(part.Required("image_url").Object());
                break;
            case "file":
                WriteFile(part.Required("file").Object());
                break;
            default:
                // Sound, say: whether the model can hear it is its dialect's to tell.
                json.WriteRawValue(part.Element.RawSpan, skipInputValidation: true);
                break;
        }

        return true;
    }

    private void WriteText(ReadOnlySpan<byte> type, ReadOnlySpan<byte> name, JsonField text)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        json.WriteText(name, text);
        json.WriteEndObject();
    }

    private void WriteImage(JsonField image)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "input_image"u8);
        var url = image.Required("url");
        ImageAddress.Require(url);
        json.WriteText("image_url"u8, url);
        if (image.Optional("detail") is { } detail)
        {
            json.WriteText("detail"u8, detail);
        }

        json.WriteEndObject();
    }

    private void WriteFile(JsonField file)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "input_file"u8);
        json.WriteOptional(file, "file_id");
        json.WriteOptional(file, "file_data");
        json.WriteOptional(file, "filename");
        json.WriteEndObject();
    }
}
