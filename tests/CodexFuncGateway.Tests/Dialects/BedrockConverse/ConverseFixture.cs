using System.Net;
using System.Text;
using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.BedrockConverse;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Tests.Laws.Support;
using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Tests.Dialects.BedrockConverse;

/// <summary>Routes, requests and replies for this dialect's tests.</summary>
internal static class ConverseFixture
{
    private static readonly BedrockConverseDialect Dialect = new();

    public static readonly Capabilities Plain = new() { Thinking = ThinkingControl.None, Images = true };

    /// <summary>Claude up to 4.5.</summary>
    public static readonly Capabilities Budget = Plain with { Thinking = ThinkingControl.Budget, CachePoints = CachePoints.Anywhere, ToolOutputImages = true };

    /// <summary>Claude since 4.6.</summary>
    public static readonly Capabilities Adaptive = Budget with { Thinking = ThinkingControl.Adaptive };

    public static Route Route(Capabilities? capabilities = null, string? defaultEffort = null, string upstreamId = "us.maker.model-v1:0") => new(
        "asked",
        new Provider { Name = "bedrock", DisplayName = "Amazon Bedrock", Dialect = "bedrock-converse" },
        new Model { Id = "model", UpstreamId = upstreamId, MaxOutputTokens = 64_000, DefaultEffort = defaultEffort },
        capabilities ?? Plain,
        new ModelPrice { Rates = new PriceRates { Input = 1, Output = 1 } });

    public static ResponsesRequest Request(params InputItem[] input) => new() { Root = default, Model = "asked", Input = input };

    public static JsonElement Map(ResponsesRequest request, Capabilities? capabilities = null, string? defaultEffort = null) =>
        JsonElement.Parse(Dialect.MapRequest(request, Route(capabilities, defaultEffort)).Body.Span);

    public static MessageItem User(string text) => new(default, "user", [new TextPart(text)]);

    public static MessageItem Developer(string text) => new(default, "developer", [new TextPart(text)]);

    public static MessageItem Assistant(string text) => new(default, "assistant", [new TextPart(text)]);

    public static FunctionCallItem Call(string id, string arguments = "{}") => new(default, id, new ToolName(null, "shell"), arguments);

    public static ToolOutputItem Output(string id, params ContentPart[] content) => new(default, id, content, IsCustom: false);

    public static ToolOutputItem Output(string id, string text) => Output(id, new TextPart(text));

    public static ReasoningItem Thought(string payload = """{"reasoningText":{"text":"hm","signature":"c2ln"}}""") =>
        new(default, "sealed") { Payload = Encoding.UTF8.GetBytes(payload) };

    public static FunctionTool Tool(string name, string? schema = null, bool? strict = null) =>
        new(default, name, $"The tool {name}.", schema is null ? null : JsonView.Parse(schema), strict);

    /// <summary>The turns of a body, a line each.</summary>
    public static string[] Turns(JsonElement body) => [.. body.GetProperty("messages").EnumerateArray().Select(
        turn => $"{turn.GetProperty("role")}: {string.Join(", ", turn.GetProperty("content").EnumerateArray().Select(Describe))}")];

    /// <summary>Each line is a message of the stream: <c>event messageStart {}</c>.</summary>
    public static Task<List<ReplyPart>> ReadEventsAsync(params string[] lines) => ReadAsync(EventStreamFrame.Join(lines), Recording.EventStream);

    public static async Task<List<ReplyPart>> ReadAsync(byte[] body, string contentType)
    {
        var reply = new UpstreamReply(Route(), 200, new HttpResponseMessage(HttpStatusCode.OK).Headers, new MemoryStream(body)) { ContentType = contentType };
        var parts = new List<ReplyPart>();
        await foreach (var part in Dialect.ReadReplyAsync(reply, CancellationToken.None))
        {
            parts.Add(part);
        }

        return parts;
    }

    /// <summary>One line for each part, with texts spelled out.</summary>
    public static string[] Describe(IEnumerable<ReplyPart> parts) => [.. parts.Select(Describe)];

    private static string Describe(JsonElement block) => block.EnumerateObject().Single() switch
    {
        { Name: "text", Value: var text } => $"text {text.GetRawText()}",
        { Name: "toolUse", Value: var call } => $"toolUse {call.GetProperty("toolUseId")}",
        { Name: "toolResult", Value: var result } => $"toolResult {result.GetProperty("toolUseId")}",
        { Name: var other } => other,
    };

    private static string Describe(ReplyPart part) => part switch
    {
        TextDelta text => $"text {Spell(text.Text)}",
        ReasoningDelta reasoning => $"reasoning {Spell(reasoning.Text)}",
        ReasoningSealed { Payload: var payload } => $"sealed {Spell(payload)}",
        ToolCallStarted call => $"call {call.Index} {call.CallId} {call.Name}",
        ToolArgumentsDelta delta => $"arguments {delta.Index} {Spell(delta.Json)}",
        ToolCallCompleted call => $"called {call.Index}",
        UsageReported { Usage: var usage, ServiceTier: var tier } => $"usage {usage.InputTokens} {usage.OutputTokens} {tier}".TrimEnd(),
        Finished finished => $"finished {finished.Reason}",
        Failed failed => $"failed {failed.Error.Kind}",
        _ => part.ToString(),
    };

    private static string Spell(ReadOnlyMemory<byte> text) => Encoding.UTF8.GetString(text.Span);
}
