using System.Text.Json.Serialization;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.GeminiGenerateContent.Wire;

/// <summary>One turn: what the user, with the outputs of tools, or the model says until the other answers.</summary>
internal sealed record GeminiContent(string? Role, List<GeminiPart> Parts)
{
    [JsonIgnore]
    public bool IsModel => Role == "model";
}

/// <summary>
/// A piece of a turn. It is read and written in the same form, so that what is replayed is what was said. Properties can be set, because
/// the serializer takes twice as long for those that can only be initialised.
/// </summary>
internal sealed record GeminiPart
{
    public GeminiText? Text { get; set; }

    /// <summary>Whether the text sums up a thought.</summary>
    public bool? Thought { get; set; }

    /// <summary>Base64 that must come back with the very part it came with.</summary>
    public Utf8Text? ThoughtSignature { get; set; }

    public GeminiFunctionCall? FunctionCall { get; set; }

    public GeminiFunctionResponse? FunctionResponse { get; set; }

    public GeminiBlob? InlineData { get; set; }

    public GeminiFile? FileData { get; set; }

    /// <summary>A call of a tool that the upstream runs itself.</summary>
    public RawJson? ToolCall { get; set; }

    public RawJson? ToolResponse { get; set; }

    public RawJson? ExecutableCode { get; set; }

    public RawJson? CodeExecutionResult { get; set; }

    public static GeminiPart Of(JsonText text) => new() { Text = new GeminiText(text) };
}

/// <summary>A call of a function. Vertex can tell one in pieces, of which only the first has a name and only the last does not continue.</summary>
internal sealed record GeminiFunctionCall
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public RawJson? Args { get; set; }

    public IReadOnlyList<GeminiPartialArgument>? PartialArgs { get; set; }

    public bool? WillContinue { get; set; }
}

/// <summary>A value, or a piece of a string, at a place of the arguments.</summary>
internal sealed record GeminiPartialArgument
{
    /// <summary>Such as <c>$.recipe.steps[0]</c>.</summary>
    public string? JsonPath { get; set; }

    public Utf8Text? StringValue { get; set; }

    public RawJson? NumberValue { get; set; }

    public bool? BoolValue { get; set; }

    /// <summary>Whether more of the string follows.</summary>
    public bool? WillContinue { get; set; }
}

/// <param name="Response">An object.</param>
/// <param name="Parts">Images that the tool returned.</param>
internal sealed record GeminiFunctionResponse(string? Id, string Name, GeminiFunctionOutput Response, IReadOnlyList<GeminiPart>? Parts);

internal sealed record GeminiFunctionOutput(JsonText Output);

internal sealed record GeminiBlob(string MimeType, string Data);

internal sealed record GeminiFile(string? MimeType, string FileUri);
