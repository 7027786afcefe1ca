using CodexFuncGateway.Tests.FrontDoor;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>
/// Three calls in each wire's own words, of which two tell their arguments by turns and the third has none: <c>look {"path":"a"}</c>,
/// <c>look {"path":"b"}</c> and <c>now</c>.
/// </summary>
internal static class MixedCalls
{
    private const string Responses = """
        data: {"type":"response.created","sequence_number":0,"response":{"id":"resp_1","object":"response","created_at":1,"status":"in_progress","model":"m","output":[]}}

        data: {"type":"response.output_item.added","sequence_number":1,"output_index":0,"item":{"type":"function_call","id":"fc_1","call_id":"call_1","name":"look","arguments":"","status":"in_progress"}}

        data: {"type":"response.output_item.added","sequence_number":2,"output_index":1,"item":{"type":"function_call","id":"fc_2","call_id":"call_2","name":"look","arguments":"","status":"in_progress"}}

        data: {"type":"response.function_call_arguments.delta","sequence_number":3,"item_id":"fc_1","output_index":0,"delta":"{\"path\":"}

        data: {"type":"response.function_call_arguments.delta","sequence_number":4,"item_id":"fc_2","output_index":1,"delta":"{\"path\":"}

        data: {"type":"response.function_call_arguments.delta","sequence_number":5,"item_id":"fc_1","output_index":0,"delta":"\"a\"}"}

        data: {"type":"response.function_call_arguments.delta","sequence_number":6,"item_id":"fc_2","output_index":1,"delta":"\"b\"}"}

        data: {"type":"response.output_item.done","sequence_number":7,"output_index":0,"item":{"type":"function_call","id":"fc_1","call_id":"call_1","name":"look","arguments":"{\"path\":\"a\"}","status":"completed"}}

        data: {"type":"response.output_item.done","sequence_number":8,"output_index":1,"item":{"type":"function_call","id":"fc_2","call_id":"call_2","name":"look","arguments":"{\"path\":\"b\"}","status":"completed"}}

        data: {"type":"response.output_item.added","sequence_number":9,"output_index":2,"item":{"type":"function_call","id":"fc_3","call_id":"call_3","name":"now","arguments":"","status":"in_progress"}}

        data: {"type":"response.output_item.done","sequence_number":10,"output_index":2,"item":{"type":"function_call","id":"fc_3","call_id":"call_3","name":"now","arguments":"{}","status":"completed"}}

        data: {"type":"response.completed","sequence_number":11,"response":{"id":"resp_1","object":"response","created_at":1,"status":"completed","model":"m","output":[{"type":"function_call","id":"fc_1","call_id":"call_1","name":"look","arguments":"{\"path\":\"a\"}","status":"completed"},{"type":"function_call","id":"fc_2","call_id":"call_2","name":"look","arguments":"{\"path\":\"b\"}","status":"completed"},{"type":"function_call","id":"fc_3","call_id":"call_3","name":"now","arguments":"{}","status":"completed"}],"usage":{"input_tokens":1,"output_tokens":1,"total_tokens":2}}}


        """;

    public static IReadOnlyList<string> Of(string column) => column switch
    {
        Column.Anthropic => [Anthropic],
        Column.Bedrock => [Bedrock],
        Column.Chat => [.. Chat.Select(Chunks)],
        Column.Cohere => [Cohere],
        Column.Gemini => [Gemini],
        _ => [Responses],
    };

    public static byte[] Encode(string column, string stream) => Complaint.Encode(Column.WireOf(column), stream);

    private const string Anthropic = """
        data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"usage":{"input_tokens":5,"output_tokens":1}}}

        data: {"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"toolu_1","name":"look","input":{}}}

        data: {"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"toolu_2","name":"look","input":{}}}

        data: {"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{\"path\":"}}

        data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"path\":\"b\"}"}}

        data: {"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"\"a\"}"}}

        data: {"type":"content_block_stop","index":1}

        data: {"type":"content_block_stop","index":0}

        data: {"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"toolu_3","name":"now","input":{}}}

        data: {"type":"content_block_stop","index":2}

        data: {"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_tokens":9}}

        data: {"type":"message_stop"}


        """;

    private const string Bedrock = """
        event messageStart {"role":"assistant"}
        event contentBlockStart {"contentBlockIndex":0,"start":{"toolUse":{"toolUseId":"t1","name":"look"}}}
        event contentBlockStart {"contentBlockIndex":1,"start":{"toolUse":{"toolUseId":"t2","name":"look"}}}
        event contentBlockDelta {"contentBlockIndex":0,"delta":{"toolUse":{"input":"{\"path\":"}}}
        event contentBlockDelta {"contentBlockIndex":1,"delta":{"toolUse":{"input":"{\"path\":\"b\"}"}}}
        event contentBlockDelta {"contentBlockIndex":0,"delta":{"toolUse":{"input":"\"a\"}"}}}
        event contentBlockStop {"contentBlockIndex":1}
        event contentBlockStop {"contentBlockIndex":0}
        event contentBlockStart {"contentBlockIndex":2,"start":{"toolUse":{"toolUseId":"t3","name":"now"}}}
        event contentBlockStop {"contentBlockIndex":2}
        event messageStop {"stopReason":"tool_use"}
        event metadata {"usage":{"inputTokens":5,"outputTokens":9,"totalTokens":14}}
        """;

    private const string Cohere = """
        data: {"id":"c","type":"message-start","delta":{"message":{"role":"assistant","content":[],"tool_plan":"","tool_calls":[],"citations":[]}}}

        data: {"type":"tool-call-start","index":0,"delta":{"message":{"tool_calls":{"id":"look_1","type":"function","function":{"name":"look","arguments":""}}}}}

        data: {"type":"tool-call-start","index":1,"delta":{"message":{"tool_calls":{"id":"look_2","type":"function","function":{"name":"look","arguments":""}}}}}

        data: {"type":"tool-call-delta","index":0,"delta":{"message":{"tool_calls":{"function":{"arguments":"{\"path\":"}}}}}

        data: {"type":"tool-call-delta","index":1,"delta":{"message":{"tool_calls":{"function":{"arguments":"{\"path\":\"b\"}"}}}}}

        data: {"type":"tool-call-delta","index":0,"delta":{"message":{"tool_calls":{"function":{"arguments":"\"a\"}"}}}}}

        data: {"type":"tool-call-end","index":1}

        data: {"type":"tool-call-end","index":0}

        data: {"type":"tool-call-start","index":2,"delta":{"message":{"tool_calls":{"id":"now_3","type":"function","function":{"name":"now","arguments":""}}}}}

        data: {"type":"tool-call-end","index":2}

        data: {"type":"message-end","delta":{"finish_reason":"TOOL_CALL","usage":{"tokens":{"input_tokens":5,"output_tokens":9}}}}


        """;

    /// <summary>No ids: only their places tell them apart.</summary>
    private const string Gemini = """
        data: {"candidates":[{"content":{"parts":[{"functionCall":{"name":"look","args":{"path":"a"}}},{"functionCall":{"name":"look","args":{"path":"b"}}}],"role":"model"},"index":0}],"usageMetadata":{"promptTokenCount":5,"totalTokenCount":5}}

        data: {"candidates":[{"content":{"parts":[{"functionCall":{"name":"now"}}],"role":"model"},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":5,"candidatesTokenCount":9,"totalTokenCount":14}}


        """;

    /// <summary>Hosts of chat completions have more habits than one.</summary>
    private static readonly string[][] Chat =
    [
        // By turns.
        [
            """{"index":0,"id":"c1","function":{"name":"look","arguments":""}},{"index":1,"id":"c2","function":{"name":"look","arguments":"{\"path\":"}}""",
            """{"index":0,"function":{"arguments":"{\"path\":\"a\"}"}}""",
            """{"index":1,"function":{"arguments":"\"b\"}"}},{"index":2,"id":"c3","function":{"name":"now","arguments":""}}""",
        ],
        // All of them number 0, with ids.
        [
            """{"index":0,"id":"c1","function":{"name":"look","arguments":"{\"path\":\"a\"}"}}""",
            """{"index":0,"id":"c2","function":{"name":"look","arguments":"{\"path\":\"b\"}"}}""",
            """{"index":0,"id":"c3","function":{"name":"now","arguments":"{}"}}""",
        ],
        // All of them number 0, without ids.
        [
            """{"index":0,"function":{"name":"look","arguments":"{\"path\":\"a\"}"}}""",
            """{"index":0,"function":{"name":"look","arguments":"{\"path\":\"b\"}"}}""",
            """{"index":0,"function":{"name":"now","arguments":"{}"}}""",
        ],
        // Neither numbers nor ids.
        [
            """{"function":{"name":"look","arguments":"{\"path\":\"a\"}"}}""",
            """{"function":{"name":"look","arguments":"{\"path\":\"b\"}"}}""",
            """{"function":{"name":"now"}}""",
        ],
        // Everything again and again.
        [
            """{"index":0,"id":"c1","function":{"name":"look","arguments":"{\"path\":"}}""",
            """{"index":0,"id":"c1","function":{"name":"look","arguments":"{\"path\":\"a\"}"}}""",
            """{"index":0,"id":"c1","function":{"name":"look","arguments":"{\"path\":\"a\"}"}},{"index":1,"id":"c2","function":{"name":"look","arguments":"{\"path\":\"b\"}"}}""",
            """{"index":1,"id":"c2","function":{"name":"look","arguments":"{\"path\":\"b\"}"}},{"index":2,"id":"c3","function":{"name":"now","arguments":"{}"}}""",
        ],
    ];

    private static string Chunks(string[] deltas) => string.Concat(deltas.Select(calls => Chunk($$"""{"tool_calls":[{{calls}}]}""", "null")).Append(Chunk("{}", "\"tool_calls\"")).Append("data: [DONE]\n\n"));

    private static string Chunk(string delta, string finish) =>
        $$"""data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{{delta}},"finish_reason":{{finish}}}]}""" + "\n\n";
}
