using CodexFuncGateway.Errors;

namespace CodexFuncGateway.ResponsesApi;

/// <summary>
/// Reads a Responses request. Known fields must have the right type, and a complaint names the field's path; what is not known is kept.
/// Field reference: https://platform.openai.com/docs/api-reference/responses/create (seen 2026-11).
/// </summary>
internal static class ResponsesRequestReader
{
    public static ResponsesRequest Read(JsonView body)
    {
        var root = new JsonField(body).Object();
        RefuseServerState(root);
        var text = root.Optional("text")?.Object();
        return new ResponsesRequest
        {
            Root = body,
            Model = ReadModel(root),
            Stream = root.Optional("stream")?.Boolean() ?? false,
            Instructions = root.Optional("instructions")?.Text(),
            Input = root.Optional("input") is { } input ? InputReader.Read(input) : [],
            Tools = root.Optional("tools") is { } tools ? tools.Array(ToolReader.Read) : [],
            ToolChoice = root.Optional("tool_choice") is { } choice ? ToolReader.ReadChoice(choice) : ToolChoice.Auto,
            ParallelToolCalls = root.Optional("parallel_tool_calls")?.Boolean(),
            ReasoningEffort = root.Optional("reasoning")?.Object().Optional("effort")?.String(),
            Verbosity = text?.Optional("verbosity")?.String(),
            OutputFormat = text?.Optional("format") is { } format ? ReadFormat(format.Object()) : null,
            MaxOutputTokens = root.Optional("max_output_tokens") is { } limit ? ReadLimit(limit) : null,
            Temperature = root.Optional("temperature")?.Number(),
            TopP = root.Optional("top_p")?.Number(),
            PromptCacheKey = root.Optional("prompt_cache_key")?.String(),
            ServiceTier = root.Optional("service_tier")?.String(),
        };
    }

    private static string ReadModel(JsonField root)
    {
        var field = root.Required("model");
        return field.String() is { Length: > 0 and <= 256 } model && !model.Any(char.IsControl)
            ? model
            : throw field.Error("must have 1 to 256 characters, none of them a control character");
    }

    private static int ReadLimit(JsonField field) => field.Integer() is > 0 and var limit ? limit : throw field.Error("must be at least 1");

    private static OutputFormat? ReadFormat(JsonField format) => format.Required("type").String() switch
    {
        "json_schema" => new OutputFormat(
            format.Optional("name")?.String() ?? "output", format.Required("schema").ReadableObject().Element.ToElement(), format.Optional("strict")?.Boolean()),
        "json_object" => new OutputFormat("output", null, null),
        _ => null,
    };

    private static void RefuseServerState(JsonField root)
    {
        foreach (var name in (ReadOnlySpan<string>)["previous_response_id", "conversation"])
        {
            if (root.Optional(name) is { } field)
            {
                throw field.Error("needs stored responses, which this gateway does not keep; send the whole conversation in 'input' and set store to false");
            }
        }

        if (root.Optional("background")?.Boolean() is true)
        {
            throw new GatewayException(new GatewayError(ErrorKind.InvalidRequest, "'background' needs stored responses, which this gateway does not keep.")
            {
                Param = "background",
            });
        }
    }
}
