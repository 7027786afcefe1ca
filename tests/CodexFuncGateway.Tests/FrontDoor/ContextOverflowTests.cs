using CodexFuncGateway.Ledger;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.ChatCompletions;
using CodexFuncGateway.Simulators.OpenAIResponses;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>A prompt that is too long has one code for every client, whichever way a provider says so: Codex makes room and asks again.</summary>
public sealed class ContextOverflowTests
{
    private const string Code = "context_length_exceeded";

    private static readonly Dictionary<string, Func<ISimulatedWire>> Others = new()
    {
        ["cerebras/gpt-oss-120b"] = () => new ChatCompletionsSimulator(ChatProviders.Cerebras),
        ["huggingface/zai-org/GLM-5.1"] = () => new ChatCompletionsSimulator(ChatProviders.HuggingFace),
        ["nebius/openai/gpt-oss-120b"] = () => new ChatCompletionsSimulator(ChatProviders.Nebius),
        ["ollama/my-model"] = () => new ChatCompletionsSimulator(ChatProviders.Ollama),
        ["vllm/my-model"] = () => new ChatCompletionsSimulator(ChatProviders.Vllm),
        ["sgl/my-model"] = () => new ChatCompletionsSimulator(ChatProviders.Sgl),
        ["openrouter/anthropic/claude-sonnet-4.5"] = () => new OpenAIResponsesSimulator(ResponsesProviders.OpenRouter),
        ["perplexity/anthropic/claude-sonnet-4-6"] = () => new OpenAIResponsesSimulator(ResponsesProviders.Perplexity),
    };

    private static readonly Wire[] Wires = [.. Wire.Wires, Wire.Azure, Wire.Mistral, .. Others.Select(other => new Wire(other.Key, other.Value))];

    public static TheoryData<string> Models => [.. Wires.Select(wire => wire.Model)];

    public static TheoryData<string, string> Streams => new()
    {
        // What the reply has become too long for, in the words of each that ends a stream so.
        { "anthropic", """
            data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"usage":{"input_tokens":5,"output_tokens":1}}}

            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"It is"}}

            data: {"type":"content_block_stop","index":0}

            data: {"type":"message_delta","delta":{"stop_reason":"model_context_window_exceeded"},"usage":{"output_tokens":5}}

            data: {"type":"message_stop"}


            """ },
        { "bedrock", """
            event messageStart {"role":"assistant"}
            event contentBlockDelta {"contentBlockIndex":0,"delta":{"text":"It is"}}
            event contentBlockStop {"contentBlockIndex":0}
            event messageStop {"stopReason":"model_context_window_exceeded"}
            event metadata {"usage":{"inputTokens":5,"outputTokens":5,"totalTokens":10}}

            """ },
        { "groq", """
            data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"It is"},"finish_reason":null}]}

            data: {"error":{"message":"Please reduce the length of the messages or completion.","type":"invalid_request_error","code":"context_length_exceeded"}}


            """ },
        { "openai", """
            data: {"type":"response.created","sequence_number":0,"response":{"id":"resp_1","object":"response","created_at":1,"status":"in_progress","model":"m","output":[]}}

            data: {"type":"response.output_text.delta","sequence_number":1,"item_id":"msg_1","output_index":0,"content_index":0,"delta":"It is"}

            data: {"type":"response.failed","sequence_number":2,"response":{"id":"resp_1","object":"response","created_at":1,"status":"failed","model":"m","output":[],"error":{"code":"context_length_exceeded","message":"Your input exceeds the context window of this model."}}}


            """ },
        { "xai", """
            data: {"type":"response.output_text.delta","sequence_number":1,"item_id":"msg_1","output_index":0,"content_index":0,"delta":"It is"}

            data: {"type":"error","sequence_number":2,"code":null,"message":"This model's maximum prompt length is 131072 but the request contains 136973 tokens.","param":null}


            """ },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public async Task A_prompt_that_is_too_long_is_told_as_that(string model)
    {
        var wire = Wires.Single(wire => wire.Model == model);
        await using var upstream = await wire.StartAsync(ScriptedSession.Saying("Never said."));
        upstream.Window = 10;
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));

        var forOthers = await gateway.PostAsync(Ask.Question(model));
        var forCodex = await gateway.PostAsync(Ask.Question(model), Ask.ByCodex);
        var compacting = await gateway.PostAsync(new Conversation().Say("x").Request(model, compact: true), Ask.ByCodex);

        Assert.All([forOthers, forCodex, compacting], answer => Assert.Equal((400, Code, "invalid_request_error"), (answer.Status, answer.Code, answer.Error.GetProperty("type").GetString())));
        Assert.Equal([], upstream.Violations);
        Assert.Equal(3, upstream.Requests.Count);
        Assert.All(await gateway.Ledger.RowsAsync(), row => Assert.Equal((LedgerOutcome.Rejected, 0L), (row.Outcome, row.CostNanoUsd)));
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public async Task A_reply_for_which_there_was_no_room_fails_inside_its_stream(string provider, string stream)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));
        upstream.Faults.FailWith(200, Complaint.Encode(wire, stream), Complaint.StreamHeaders(wire), requests: 2);

        var streamed = await gateway.PostAsync(Ask.Question(wire.Model), Ask.ByCodex);
        var folded = await gateway.PostAsync(Ask.Question(wire.Model, stream: false));

        Assert.Equal(("response.failed", Code), (streamed.Terminal.Type, streamed.Terminal.ErrorCode));
        Assert.Contains(streamed.Events, told => told.Type == "response.output_text.delta");
        Assert.Equal((400, Code), (folded.Status, folded.Code));
    }
}
