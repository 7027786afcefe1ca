using System.Text;
using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.OpenAIResponses;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Tests.Dialects.OpenAIResponses;

/// <summary>Routes, requests and replies for the tests of this dialect, told as text.</summary>
internal static class ResponsesFixture
{
    public static readonly Capabilities Native = new() { NativeResponses = true };

    private static readonly OpenAIResponsesDialect Dialect = new();

    public static Route Route(Capabilities? capabilities = null, Model? model = null) => new(
        "asked",
        new Provider { Name = "p", DisplayName = "Provider", Dialect = "openai-responses" },
        model ?? new Model { Id = "m", UpstreamId = "upstream-model" },
        capabilities ?? new Capabilities(),
        new ModelPrice { Rates = new PriceRates { Input = 1, Output = 1 } });

    public static ResponsesRequest Request(string body) => ResponsesRequestReader.Read(JsonView.Parse(body));

    /// <summary>The request with the state of each reasoning item opened.</summary>
    public static ResponsesRequest Opened(string body, string payload)
    {
        var request = Request(body);
        return request with
        {
            Input = [.. request.Input.Select(item => item is ReasoningItem reasoning ? reasoning with { Payload = Encoding.UTF8.GetBytes(payload) } : item)],
        };
    }

    public static string Map(ResponsesRequest request, Route route) => Encoding.UTF8.GetString(Dialect.MapRequest(request, route).Body.Span);

    public static JsonElement MapToJson(string body, Capabilities? capabilities = null) => JsonElement.Parse(Map(Request(body), Route(capabilities)));

    public static UpstreamReply Reply(string body, Capabilities? capabilities = null, int status = 200, string contentType = "text/event-stream")
    {
        var headers = new HttpResponseMessage().Headers;
        return new UpstreamReply(Route(capabilities), status, headers, new MemoryStream(Encoding.UTF8.GetBytes(body))) { ContentType = contentType };
    }

    /// <summary>The parts of a reply, one line each.</summary>
    public static async Task<string[]> ReadAsync(UpstreamReply reply)
    {
        var lines = new List<string>();
        await foreach (var part in Dialect.ReadReplyAsync(reply, default))
        {
            lines.Add(Describe(part));
        }

        return [.. lines];
    }

    /// <summary>The parts of a stream of these events.</summary>
    public static Task<string[]> ReadAsync(Capabilities? capabilities, params string[] events) =>
        ReadAsync(Reply(string.Concat(events.Select(json => $"data: {json}\n\n")), capabilities));

    public static ValueTask<GatewayError> ReadErrorAsync(UpstreamReply reply) => Dialect.ReadErrorAsync(reply, default);

    private static string Describe(ReplyPart part) => part switch
    {
        TextDelta text => $"text {Text(text.Text)}",
        RefusalDelta refusal => $"refusal {Text(refusal.Text)}",
        ReasoningDelta reasoning => $"reasoning {Text(reasoning.Text)}",
        ReasoningSealed state => $"sealed {Text(state.Payload)}",
        ToolCallStarted call => $"call {call.Index} {call.CallId} {call.Name}",
        ToolArgumentsDelta arguments => $"arguments {arguments.Index} {Text(arguments.Json)}",
        ToolCallCompleted done => $"called {done.Index}",
        UsageReported { Usage: var usage } reported =>
            $"usage {usage.FreshInputTokens}+{usage.CacheReadTokens}+{usage.CacheWrite5mTokens} {usage.OutputTokens}({usage.ReasoningTokens}) {reported.ServiceTier}".TrimEnd(),
        Finished finished => $"finished {finished.Reason}",
        Failed failed => $"failed {failed.Error.Kind} {failed.Error.Message}",
        NativeDeltas run => $"{run.Count} deltas {Text(run.Frames)}",
        NativeEvent native => $"event {Text(native.Type)} {Text(native.Data)}",
        _ => SearchParts.Describe(part),
    };

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span).Replace("\n", "\\n");
}
