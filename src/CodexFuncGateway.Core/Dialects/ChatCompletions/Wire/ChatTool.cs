using System.Text.Json;
using System.Text.Json.Serialization;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Dialects.ChatCompletions.Wire;

/// <summary>A function that the model may call, or a tool of the host's own, which has a type and no function.</summary>
internal sealed record ChatTool(ChatFunction? Function)
{
    public string Type { get; init; } = "function";

    /// <summary>Settings of a tool of the host's own; Groq's has none.</summary>
    public ChatSearchSettings? Parameters { get; init; }
}

/// <summary>How to search, in OpenRouter's words.</summary>
internal sealed record ChatSearchSettings
{
    public int? MaxUses { get; init; }

    public IReadOnlyList<string>? AllowedDomains { get; init; }

    public SearchLocation? UserLocation { get; init; }

    public string? SearchContextSize { get; init; }
}

internal sealed record ChatFunction(string Name, JsonText? Description, JsonView Parameters, bool? Strict);

/// <summary>A word, or the one function that must be called.</summary>
[JsonConverter(typeof(ChatToolChoiceConverter))]
internal sealed record ChatToolChoice(string Word, string? FunctionName = null);

/// <summary>Writes the choice in its two forms.</summary>
internal sealed class ChatToolChoiceConverter : JsonConverter<ChatToolChoice>
{
    public override ChatToolChoice Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Requests are only written.");

    public override void Write(Utf8JsonWriter writer, ChatToolChoice value, JsonSerializerOptions options)
    {
        if (value.FunctionName is null)
        {
            writer.WriteStringValue(value.Word);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("type"u8, value.Word);
        writer.WriteStartObject("function"u8);
        writer.WriteString("name"u8, value.FunctionName);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
