using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Dialects.OpenAIResponses;

/// <summary>Writes what messages and tool outputs hold.</summary>
internal sealed class ResponsesContentMapper(Utf8JsonWriter json, Capabilities capabilities)
{
    private const string UnseenImage = "[An image stood here, which this model cannot see.]";
    private const string LaterImage = "[The image follows.]";

    public void WriteMessage(string role, IEnumerable<ContentPart> content)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "message"u8);
        json.WriteString("role"u8, role);
        json.WriteStartArray("content"u8);
        foreach (var part in content)
        {
            WritePart(part, role == "assistant");
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes a tool's output, as plain text wherever possible; true where its images are yet to be shown.</summary>
    public bool WriteOutput(IReadOnlyList<ContentPart> output)
    {
        var hasImages = capabilities.Images && output.Any(part => part is ImagePart);
        if (!hasImages || !capabilities.ToolOutputImages)
        {
            json.WriteStringValue(string.Join("\n", output.Select(Describe)));
            return hasImages;
        }

        json.WriteStartArray();
        foreach (var part in output)
        {
            WritePart(part, isAssistant: false);
        }

        json.WriteEndArray();
        return false;
    }

    private void WritePart(ContentPart part, bool isAssistant)
    {
        switch (part)
        {
            case ImagePart image when capabilities.Images && !isAssistant:
                WriteImage(image);
                break;
            case UnknownPart unknown when !isAssistant:
                json.WriteCopy(unknown.Raw);
                break;
            default:
                WriteText(isAssistant ? "output_text"u8 : "input_text"u8, part is ImagePart ? UnseenImage : Describe(part));
                break;
        }
    }

    private void WriteText(ReadOnlySpan<byte> type, string text)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        json.WriteString("text"u8, text);
        json.WriteEndObject();
    }

    private void WriteImage(ImagePart image)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "input_image"u8);
        json.WriteString("image_url"u8, image.Url);

        // OpenAI's models alone know "original", which Codex sends.
        json.WriteString("detail"u8, image.Detail is "low" or "high" ? image.Detail : "auto");
        json.WriteEndObject();
    }

    private string Describe(ContentPart part) => part switch
    {
        TextPart text => text.Text,
        ImagePart => capabilities.Images ? LaterImage : UnseenImage,
        UnknownPart unknown => $"[Content of type '{unknown.Type}' stood here, which this model cannot read.]",
        _ => "",
    };
}
