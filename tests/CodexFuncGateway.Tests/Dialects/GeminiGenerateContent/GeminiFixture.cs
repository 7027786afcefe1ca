using System.Net;
using System.Text;
using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.GeminiGenerateContent;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Tests.Dialects.GeminiGenerateContent;

/// <summary>Routes, requests and replies for this dialect's tests.</summary>
internal static class GeminiFixture
{
    private static readonly GeminiGenerateContentDialect Dialect = new();

    public static readonly Capabilities Plain = new() { Thinking = ThinkingControl.None, Images = true, TrailingAssistant = false };

    public static readonly Capabilities Signed = Plain with { SignedCalls = true, ToolOutputImages = true };

    public static Route Route(Capabilities? capabilities = null, string? defaultEffort = null) => new(
        "gemini",
        new Provider { Name = "gemini", DisplayName = "Google Gemini", Dialect = "gemini-generate-content" },
        new Model { Id = "gemini", UpstreamId = "gemini-test-1", MaxOutputTokens = 64_000, DefaultEffort = defaultEffort },
        capabilities ?? Plain,
        new ModelPrice { Rates = new PriceRates { Input = 1, Output = 1 } });

    public static ResponsesRequest Request(params InputItem[] input) => new() { Root = default, Model = "gemini", Input = input };

    public static UpstreamRequest MapRequest(ResponsesRequest request, Capabilities? capabilities = null) => Dialect.MapRequest(request, Route(capabilities));

    public static JsonElement Map(ResponsesRequest request, Capabilities? capabilities = null, string? defaultEffort = null) =>
        JsonElement.Parse(Dialect.MapRequest(request, Route(capabilities, defaultEffort)).Body.Span);

    public static MessageItem User(string text) => new(default, "user", [new TextPart(text)]);

    public static MessageItem Developer(string text) => new(default, "developer", [new TextPart(text)]);

    public static MessageItem Assistant(string text) => new(default, "assistant", [new TextPart(text)]);

    public static FunctionCallItem Call(string id, string arguments = "{}") => new(default, id, new ToolName(null, "shell"), arguments);

    public static ToolOutputItem Output(string id, string text) => new(default, id, [new TextPart(text)], IsCustom: false);

    /// <param name="payload">What the envelope held.</param>
    public static ReasoningItem Kept(string payload) => new(default, "sealed") { Payload = Encoding.UTF8.GetBytes(payload) };

    public static ReasoningItem CallSignature(string signature) => Kept($$"""{"callSignature":"{{signature}}"}""");

    public static FunctionTool Tool(string name, string? schema = null, bool? strict = null) =>
        new(default, name, $"The tool {name}.", schema is null ? null : JsonView.Parse(schema), strict);

    /// <summary>A line for each content: its role and its parts.</summary>
    public static string[] Turns(JsonElement body) => [.. body.GetProperty("contents").EnumerateArray().Select(
        turn => $"{turn.GetProperty("role")}: {string.Join(", ", turn.GetProperty("parts").EnumerateArray().Select(Describe))}")];

    /// <summary>The reply parts of one stream, a chunk for each text.</summary>
    public static Task<List<ReplyPart>> ReadChunksAsync(params string[] chunks) => ReadAsync(string.Concat(chunks.Select(data => $"data: {data}\n\n")));

    /// <summary>The same for chunks that hold nothing but parts of an answer.</summary>
    public static Task<List<ReplyPart>> ReadPartsAsync(params string[] parts) =>
        ReadChunksAsync([.. parts.Select(part => $$$"""{"candidates":[{"content":{"parts":[{{{part}}}]}}]}"""), """{"candidates":[{"finishReason":"STOP"}]}"""]);

    public static async Task<List<ReplyPart>> ReadAsync(string body, string contentType = "text/event-stream")
    {
        var reply = new UpstreamReply(Route(), 200, new HttpResponseMessage(HttpStatusCode.OK).Headers, new MemoryStream(Encoding.UTF8.GetBytes(body))) { ContentType = contentType };
        var parts = new List<ReplyPart>();
        await foreach (var part in Dialect.ReadReplyAsync(reply, CancellationToken.None))
        {
            parts.Add(part);
        }

        return parts;
    }

    /// <summary>One line for each part, with texts spelled out.</summary>
    public static string[] Describe(IEnumerable<ReplyPart> parts) => [.. parts.Select(Describe)];

    private static string Describe(JsonElement part)
    {
        var signature = part.TryGetProperty("thoughtSignature", out var signed) ? $" signed {signed}" : "";
        var data = part.EnumerateObject().First(property => property.Name is not ("thoughtSignature" or "thought"));
        return data.Name switch
        {
            "text" => $"{(part.TryGetProperty("thought", out _) ? "thought" : "text")} {data.Value.GetRawText()}",
            "functionCall" => $"call {(data.Value.TryGetProperty("id", out var id) ? id : "-")}",
            "functionResponse" => $"response {(data.Value.TryGetProperty("id", out var id) ? id : "-")}",
            var name => name,
        } + signature;
    }

    private static string Describe(ReplyPart part) => part switch
    {
        TextDelta text => $"text {Spell(text.Text)}",
        RefusalDelta refusal => $"refusal {Spell(refusal.Text)}",
        ReasoningDelta reasoning => $"reasoning {Spell(reasoning.Text)}",
        ReasoningSealed { Payload: var payload } => $"sealed {Spell(payload)}",
        ToolCallStarted call => $"call {call.Index} {call.CallId} {call.Name}",
        ToolArgumentsDelta delta => $"arguments {delta.Index} {Spell(delta.Json)}",
        ToolCallCompleted call => $"called {call.Index}",
        UsageReported { Usage: var usage } => $"usage {usage.InputTokens} {usage.OutputTokens}",
        Finished finished => $"finished {finished.Reason}",
        Failed failed => $"failed {failed.Error.Kind}",
        _ => SearchParts.Describe(part),
    };

    private static string Spell(ReadOnlyMemory<byte> text) => Encoding.UTF8.GetString(text.Span);
}
