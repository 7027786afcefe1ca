using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.OpenAIResponses;

/// <summary>Writes tools and the choice among them: functions, and the hosted tools that the upstream runs.</summary>
internal static class ResponsesToolMapper
{
    public static void Write(Utf8JsonWriter json, ResponsesRequest request, Capabilities capabilities)
    {
        if (request.Tools.Count == 0)
        {
            return;
        }

        json.WriteStartArray("tools"u8);
        foreach (var tool in request.Tools)
        {
            WriteTool(json, tool, capabilities);
        }

        json.WriteEndArray();
        if (capabilities.ToolChoice)
        {
            WriteChoice(json, request.ToolChoice, capabilities);
        }

        if (capabilities.ParallelToolCalls && request.ParallelToolCalls is { } parallel)
        {
            json.WriteBoolean("parallel_tool_calls"u8, parallel);
        }
    }

    private static void WriteTool(Utf8JsonWriter json, ToolDefinition tool, Capabilities capabilities)
    {
        switch (tool)
        {
            case FunctionTool function:
                WriteFunction(json, function, capabilities.StrictTools);
                break;
            case WebSearchTool search:
                WriteSearch(json, search, capabilities);
                break;
            case HostedTool hosted:
                json.WriteCopy(hosted.Raw);
                break;
        }
    }

    /// <summary>With what the upstream knows of it: strict ones refuse OpenAI's other fields.</summary>
    private static void WriteSearch(Utf8JsonWriter json, WebSearchTool search, Capabilities capabilities)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, capabilities.WebSearch);
        if (search.AllowedDomains.Count > 0)
        {
            json.WriteStartObject("filters"u8);
            json.WriteStartArray(capabilities.SearchDomains!);
            Array.ForEach([.. search.AllowedDomains], json.WriteStringValue);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        if (capabilities.SearchLocation && search.Raw.TryGetProperty("user_location", out var location))
        {
            json.WritePropertyName("user_location"u8);
            json.WriteCopy(location);
        }

        if (capabilities.SearchContextSize && search.ContextSize is { } size)
        {
            json.WriteString("search_context_size"u8, size);
        }

        json.WriteEndObject();
    }

    private static void WriteFunction(Utf8JsonWriter json, FunctionTool function, bool takesStrict)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "function"u8);
        json.WriteString("name"u8, function.Name);
        if (function.Description is { IsEmpty: false } description)
        {
            json.WriteText("description"u8, description);
        }

        json.WritePropertyName("parameters"u8);
        json.WriteCopy(ToolSchema.Map(function.Parameters));
        if (takesStrict && function.Strict is { } strict)
        {
            json.WriteBoolean("strict"u8, strict);
        }

        json.WriteEndObject();
    }

    private static void WriteChoice(Utf8JsonWriter json, ToolChoice choice, Capabilities capabilities)
    {
        if (choice.Mode == ToolChoiceMode.Named && capabilities.ForcedToolChoice)
        {
            json.WriteStartObject("tool_choice"u8);
            json.WriteString("type"u8, "function"u8);
            json.WriteString("name"u8, choice.Names[0].Name);
            json.WriteEndObject();
            return;
        }

        json.WriteString("tool_choice"u8, choice.Mode switch
        {
            ToolChoiceMode.None => "none"u8,
            ToolChoiceMode.Required when capabilities.ForcedToolChoice => "required"u8,
            _ => "auto"u8,
        });
    }
}
