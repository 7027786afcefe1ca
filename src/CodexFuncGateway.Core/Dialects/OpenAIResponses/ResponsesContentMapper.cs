using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.OpenAIResponses;

/// <summary>Writes what messages and tool outputs hold.</summary>
internal sealed class ResponsesContentMapper(Utf8JsonWriter json, Capabilities capabilities)
{
    private const string LaterImage = "[The image follows.]";

    /// <summary>An assistant's words are a plain string: parts of output belong to items with ids, to upstreams that go by the letter (OpenRouter, Perplexity; 2026-11).</summary>
    public void WriteMessage(string role, IEnumerable<ContentPart> content)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "message"u8);
        json.WriteString("role"u8, role);
        if (role == "assistant")
        {
            json.WriteString("content"u8, string.Join("\n", content.Select(ContentWords.Of)));
        }
        else
        {
            WriteParts("content"u8, content);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes a tool's output, as plain text wherever possible; true where its images are yet to be shown.</summary>
    public bool WriteOutput(IReadOnlyList<ContentPart> output)
    {
        var hasImages = capabilities.Images && output.Any(part => part is ImagePart);
        if (!hasImages || !capabilities.ToolOutputImages)
        {
            json.WriteText("output"u8, Text(output));
            return hasImages;
        }

        WriteParts("output"u8, output);
        return false;
    }

    private void WriteParts(ReadOnlySpan<byte> name, IEnumerable<ContentPart> parts)
    {
        json.WriteStartArray(name);
        foreach (var part in parts)
        {
            WritePart(part);
        }

        json.WriteEndArray();
    }

    private void WritePart(ContentPart part)
    {
        switch (part)
        {
            case ImagePart image when capabilities.Images:
                WriteImage(image);
                break;
            case UnknownPart unknown:
                json.WriteCopy(unknown.Raw);
                break;
            default:
                WriteText(ContentWords.Of(part));
                break;
        }
    }

    private void WriteText(JsonText text)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "input_text"u8);
        json.WriteText("text"u8, text);
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

    private JsonText Text(IReadOnlyList<ContentPart> output) => output is [var only] ? Describe(only) : (JsonText)string.Join("\n", output.Select(Describe));

    private JsonText Describe(ContentPart part) => part is ImagePart && capabilities.Images ? LaterImage : ContentWords.Of(part);
}
