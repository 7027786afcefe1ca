using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.ChatCompletions;

/// <summary>The top level of a request: nothing that the provider does not know, and values that it takes.</summary>
internal static class FieldRules
{
    private static readonly HashSet<string> KnownToAll = ["model", "messages", "stream", "tools", "tool_choice", "temperature", "top_p", "stop", "response_format"];

    public static ChatProblem? FindProblem(JsonElement body, ChatQuirks quirks)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return new ChatProblem("We could not parse the JSON body of your request.");
        }

        if (body.Names().FirstOrDefault(name => !KnownToAll.Contains(name) && !quirks.Fields.Contains(name)) is { } unknown)
        {
            return new ChatProblem($"property '{unknown}' is unsupported", 400, "unsupported_parameter", unknown) { IsExtraInput = true };
        }

        if (body.TextAt("model") is null || body.ItemsAt("messages").Count == 0)
        {
            return new ChatProblem("'model' and 'messages' are required");
        }

        // Every reply of the gateway is streamed; a simulator that folded replies would be a second one to trust.
        return body.IsTrueAt("stream") ? FindWrongValue(body, quirks) : new ChatProblem("this simulator only streams", 400, null, "stream");
    }

    private static ChatProblem? FindWrongValue(JsonElement body, ChatQuirks quirks)
    {
        var efforts = quirks.Efforts(body.TextAt("model")!);
        if (body.TextAt("reasoning_effort") is { } effort && efforts is not null && !efforts.Contains(effort))
        {
            return new ChatProblem($"`reasoning_effort` must be one of {string.Join(", ", efforts)}", 400, null, "reasoning_effort");
        }

        if (body.Has("max_tokens") && body.Has("max_completion_tokens"))
        {
            return new ChatProblem("only one of 'max_tokens' and 'max_completion_tokens' may be set", 400, null, "max_tokens");
        }

        return FindWrongReasoningFormat(body);
    }

    /// <summary>Groq's rules for its two ways of asking for reasoning; Cerebras, which shares one of the names, has none of them.</summary>
    private static ChatProblem? FindWrongReasoningFormat(JsonElement body)
    {
        var format = body.TextAt("reasoning_format");
        if (format is not null && body.Has("include_reasoning"))
        {
            return new ChatProblem("only one of `reasoning_format` and `include_reasoning` may be set", 400, null, "reasoning_format");
        }

        return format == "raw" && body.Has("tools")
            ? new ChatProblem("`reasoning_format` must be `parsed` or `hidden` when tools are used", 400, null, "reasoning_format")
            : null;
    }
}
