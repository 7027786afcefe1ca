using System.Globalization;
using System.Text;
using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.ChatCompletions;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Tests.Dialects.ChatCompletions;

/// <summary>Routes, requests and replies for the tests of this dialect, told as text.</summary>
internal static class ChatFixture
{
    private static readonly ChatCompletionsDialect Dialect = new();

    public static Route Route(Capabilities? capabilities = null, Model? model = null) => new(
        "asked",
        new Provider { Name = "p", DisplayName = "Provider", Dialect = "chat-completions" },
        model ?? new Model { Id = "m", UpstreamId = "upstream-model" },
        capabilities ?? new Capabilities(),
        new ModelPrice { Rates = new PriceRates { Input = 1, Output = 1 } });

    /// <summary>The body that a host with these capabilities is sent for a request, given without its model.</summary>
    public static JsonElement Map(string request, Capabilities? capabilities = null, Model? model = null, string? payload = null)
    {
        var route = Route(capabilities, model);
        var read = ResponsesRequestReader.Read(JsonView.Parse(request.Insert(request.IndexOf('{', StringComparison.Ordinal) + 1, "\"model\":\"asked\",")));
        return JsonElement.Parse(Dialect.MapRequest(new ToolRewriter(route.Capabilities).Rewrite(Open(read, payload)), route).Body.Span);
    }

    /// <summary>The messages of a conversation, each on a line of its own.</summary>
    public static string[] Messages(string input, Capabilities? capabilities = null, string? payload = null) =>
        [.. Map($$"""{"input":{{input}}}""", capabilities, payload: payload).GetProperty("messages").EnumerateArray().Select(message => message.GetRawText())];

    /// <summary>The parts of a stream of these chunks, one line each.</summary>
    public static async Task<string[]> ReadAsync(Capabilities? capabilities, params string[] chunks)
    {
        using var response = new HttpResponseMessage();
        var stream = string.Concat(chunks.Select(chunk => $"data: {chunk}\n\n"));
        var reply = new UpstreamReply(Route(capabilities), 200, response.Headers, new MemoryStream(Encoding.UTF8.GetBytes(stream))) { ContentType = "text/event-stream" };
        var lines = new List<string>();
        await foreach (var part in Dialect.ReadReplyAsync(reply, CancellationToken.None))
        {
            lines.Add(Describe(part));
        }

        return [.. lines];
    }

    public static Task<string[]> ReadDeltasAsync(Capabilities? capabilities, params string[] deltas) =>
        ReadAsync(capabilities, [.. deltas.Select(delta => $$"""{"choices":[{"index":0,"delta":{{delta}}}]}""")]);

    private static ResponsesRequest Open(ResponsesRequest request, string? payload) => payload is null ? request : request with
    {
        Input = [.. request.Input.Select(item => item is ReasoningItem reasoning ? reasoning with { Payload = Encoding.UTF8.GetBytes(payload) } : item)],
    };

    private static string Describe(ReplyPart part) => part switch
    {
        TextDelta text => $"text {Text(text.Text)}",
        RefusalDelta refusal => $"refusal {Text(refusal.Text)}",
        ReasoningDelta reasoning => $"reasoning {Text(reasoning.Text)}",
        ReasoningSealed state => $"sealed {Text(state.Payload)}",
        ToolCallStarted call => $"call {call.Index} {call.CallId} {call.Name}",
        ToolArgumentsDelta arguments => $"arguments {arguments.Index} {Text(arguments.Json)}",
        UsageReported { Usage: var usage } => string.Create(
            CultureInfo.InvariantCulture, $"usage {usage.FreshInputTokens}+{usage.CacheReadTokens}+{usage.CacheWrite5mTokens} {usage.OutputTokens}({usage.ReasoningTokens})"),
        Finished finished => $"finished {finished.Reason}",
        Failed failed => $"failed {failed.Error.Kind} {failed.Error.Message}",
        _ => SearchParts.Describe(part),
    };

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
