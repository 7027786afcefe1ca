using System.Text.Json;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Translation;

/// <summary>What stands for the result of a call that the client cannot give, in the form that the call asks for.</summary>
internal static class LostResult
{
    /// <summary>Honest about what is known: the call may have run.</summary>
    private const string Unknown = "The result of this call is not known: it may or may not have run. Verify before running it again.";

    public static ToolResultItem Of(ToolCallItem call) => call switch
    {
        ToolSearchCallItem => new ToolSearchOutputItem(Item(call, "tool_search_output", "\"execution\":\"client\",\"status\":\"completed\",\"tools\":[]"), call.CallId, []),
        CustomToolCallItem => Output(call, "custom_tool_call_output", isCustom: true),
        _ => Output(call, "function_call_output", isCustom: false),
    };

    private static ToolOutputItem Output(ToolCallItem call, string type, bool isCustom) =>
        new(Item(call, type, $"\"output\":\"{Unknown}\""), call.CallId, [new TextPart(Unknown)], isCustom);

    private static JsonView Item(ToolCallItem call, string type, string fields) =>
        JsonView.Parse($$"""{"type":"{{type}}","call_id":"{{JsonEncodedText.Encode(call.CallId)}}",{{fields}}}""");
}
