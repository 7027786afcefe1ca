using System.Net;
using System.Text;
using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.AnthropicMessages;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Tests.Dialects.AnthropicMessages;

/// <summary>Routes, requests and replies for this dialect's tests.</summary>
internal static class AnthropicFixture
{
    private static readonly AnthropicMessagesDialect Dialect = new();

    public static readonly Capabilities Plain = new() { Thinking = ThinkingControl.None, Images = true };

    public static readonly Capabilities Budget = Plain with { Thinking = ThinkingControl.Budget };

    public static readonly Capabilities Adaptive = Plain with { Thinking = ThinkingControl.Adaptive, TrailingAssistant = false };

    public static Route Route(Capabilities? capabilities = null, string? defaultEffort = null) => new(
        "claude",
        new Provider { Name = "anthropic", DisplayName = "Anthropic", Dialect = "anthropic-messages" },
        new Model { Id = "claude", UpstreamId = "claude-test-1", MaxOutputTokens = 64_000, DefaultEffort = defaultEffort },
        capabilities ?? Plain,
        new ModelPrice { Rates = new PriceRates { Input = 1, Output = 1 } });

    public static ResponsesRequest Request(params InputItem[] input) => new() { Root = default, Model = "claude", Input = input };

    public static JsonElement Map(ResponsesRequest request, Capabilities? capabilities = null, string? defaultEffort = null) =>
        JsonElement.Parse(Dialect.MapRequest(request, Route(capabilities, defaultEffort)).Body.Span);

    public static MessageItem User(string text) => new(default, "user", [new TextPart(text)]);

    public static MessageItem Developer(string text) => new(default, "developer", [new TextPart(text)]);

    public static MessageItem Assistant(string text) => new(default, "assistant", [new TextPart(text)]);

    public static FunctionCallItem Call(string id, string arguments = "{}") => new(default, id, new ToolName(null, "shell"), arguments);

    public static ToolOutputItem Output(string id, string text) => new(default, id, [new TextPart(text)], IsCustom: false);

    public static ReasoningItem Thought(string text = "hm", string signature = "c2ln") => new(default, "sealed")
    {
        Payload = Encoding.UTF8.GetBytes($$"""{"type":"thinking","thinking":"{{text}}","signature":"{{signature}}"}"""),
    };

    public static FunctionTool Tool(string name, string? schema = null, bool? strict = null) =>
        new(default, name, $"The tool {name}.", schema is null ? null : JsonView.Parse(schema), strict);

    public static Task<List<ReplyPart>> ReadEventsAsync(params string[] events) => ReadAsync(string.Concat(events.Select(data => $"data: {data}\n\n")));

    public static async Task<List<ReplyPart>> ReadAsync(string body, string contentType = "text/event-stream")
    {
        var reply = Reply(new MemoryStream(Encoding.UTF8.GetBytes(body)), contentType);
        var parts = new List<ReplyPart>();
        await foreach (var part in Dialect.ReadReplyAsync(reply, CancellationToken.None))
        {
            parts.Add(part);
        }

        return parts;
    }

    public static UpstreamReply Reply(Stream body, string contentType) =>
        new(Route(), 200, new HttpResponseMessage(HttpStatusCode.OK).Headers, body) { ContentType = contentType };

    /// <summary>One line for each part, with texts spelled out.</summary>
    public static string[] Describe(IEnumerable<ReplyPart> parts) => [.. parts.Select(Describe)];

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
