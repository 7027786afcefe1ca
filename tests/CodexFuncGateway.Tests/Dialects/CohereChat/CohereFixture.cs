using System.Globalization;
using System.Text;
using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.CohereChat;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Tests.Dialects.CohereChat;

/// <summary>Routes, requests and replies for the tests of this dialect, told as text.</summary>
internal static class CohereFixture
{
    private static readonly CohereChatDialect Dialect = new();

    public static readonly Capabilities Thinking = new() { Thinking = ThinkingControl.Budget, Efforts = new Dictionary<string, string> { ["low"] = "4096" } };

    public static Route Route(Capabilities? capabilities = null, string? defaultEffort = null) => new(
        "asked",
        new Provider { Name = "p", DisplayName = "Provider", Dialect = "cohere-chat" },
        new Model { Id = "m", UpstreamId = "upstream-model", MaxOutputTokens = 8_000, DefaultEffort = defaultEffort },
        capabilities ?? new Capabilities(),
        new ModelPrice { Rates = new PriceRates { Input = 1, Output = 1 } });

    /// <summary>The body that is sent for a request, given without its model.</summary>
    public static JsonElement Map(string request, Capabilities? capabilities = null, string? defaultEffort = null)
    {
        var route = Route(capabilities, defaultEffort);
        var read = ResponsesRequestReader.Read(JsonView.Parse(request.Insert(request.IndexOf('{', StringComparison.Ordinal) + 1, "\"model\":\"asked\",")));
        return JsonElement.Parse(Dialect.MapRequest(new ToolRewriter(route.Capabilities).Rewrite(Open(read)), route).Body.Span);
    }

    /// <summary>The messages of a conversation, each on a line of its own.</summary>
    public static string[] Messages(string input, Capabilities? capabilities = null) =>
        [.. Map($$"""{"input":{{input}}}""", capabilities).GetProperty("messages").EnumerateArray().Select(message => message.GetRawText())];

    /// <summary>The parts of a stream of these events, one line each.</summary>
    public static async Task<string[]> ReadAsync(params string[] events)
    {
        var lines = new List<string>();
        var stream = string.Concat(events.Select(data => $"event: whatever\ndata: {data}\n\n"));
        await foreach (var part in Dialect.ReadReplyAsync(Reply(200, stream, "text/event-stream"), CancellationToken.None))
        {
            lines.Add(Describe(part));
        }

        return [.. lines];
    }

    public static ValueTask<GatewayError> ReadErrorAsync(int status, string body) => Dialect.ReadErrorAsync(Reply(status, body, "application/json"), CancellationToken.None);

    public static UpstreamReply Reply(int status, string body, string contentType)
    {
        using var response = new HttpResponseMessage();
        return new UpstreamReply(Route(), status, response.Headers, new MemoryStream(Encoding.UTF8.GetBytes(body))) { ContentType = contentType };
    }

    /// <summary>What an envelope holds stands in it openly here.</summary>
    private static ResponsesRequest Open(ResponsesRequest request) => request with
    {
        Input = [.. request.Input.Select(item => item is ReasoningItem { EncryptedContent: { } thought } reasoning ? reasoning with { Payload = Encoding.UTF8.GetBytes(thought) } : item)],
    };

    private static string Describe(ReplyPart part) => part switch
    {
        TextDelta text => $"text {Text(text.Text)}",
        ReasoningDelta reasoning => $"reasoning {Text(reasoning.Text)}",
        ReasoningSealed state => $"sealed {Text(state.Payload)}",
        ToolCallStarted call => $"call {call.Index} {call.CallId} {call.Name}",
        ToolArgumentsDelta arguments => $"arguments {arguments.Index} {Text(arguments.Json)}",
        UsageReported { Usage: var usage, Billed: var billed } => string.Create(
            CultureInfo.InvariantCulture, $"usage {usage.FreshInputTokens}+{usage.CacheReadTokens} {usage.OutputTokens}({usage.ReasoningTokens}), billed {billed?.InputTokens} {billed?.OutputTokens}"),
        Finished finished => $"finished {finished.Reason}",
        Failed failed => $"failed {failed.Error.Kind} {failed.Error.Message}",
        _ => part.ToString(),
    };

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
