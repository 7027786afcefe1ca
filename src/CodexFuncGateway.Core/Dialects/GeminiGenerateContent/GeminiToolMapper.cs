using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.GeminiGenerateContent.Wire;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.GeminiGenerateContent;

/// <summary>Maps tool definitions and the choice among them.</summary>
internal static class GeminiToolMapper
{
    private static readonly SchemaMemory<RawJson?> Parameters = new(MapParameters);

    public static List<GeminiTool> Map(ResponsesRequest request)
    {
        var tools = new List<GeminiTool>();
        var functions = request.Tools.OfType<FunctionTool>().Select(Map).ToArray();
        if (functions.Length > 0)
        {
            tools.Add(new GeminiTool { FunctionDeclarations = functions });
        }

        if (request.Tools.Any(tool => tool is WebSearchTool))
        {
            tools.Add(new GeminiTool { GoogleSearch = new GeminiSearch() });
        }

        return tools;
    }

    public static GeminiToolConfig? MapConfig(ResponsesRequest request, List<GeminiTool> tools, Capabilities capabilities)
    {
        var names = tools.SelectMany(tool => tool.FunctionDeclarations ?? []).Select(function => function.Name).ToArray();
        var calling = names.Length > 0 && capabilities.ToolChoice ? MapChoice(request, names, capabilities) : null;
        var tellsSearches = tools.Count > 1;
        return calling is null && !tellsSearches ? null : new GeminiToolConfig
        {
            FunctionCallingConfig = calling,
            IncludeServerSideToolInvocations = tellsSearches ? true : null,
        };
    }

    private static GeminiFunction Map(FunctionTool tool) =>
        new(tool.Name, tool.Description is { IsBlank: false } description ? description : null, Parameters.Map(tool.Parameters));

    private static RawJson? MapParameters(JsonView? parameters)
    {
        var schema = ToolSchema.Map(parameters).ToElement();
        return HasParameters(schema) ? GeminiJsonSchema.Map(schema) : null;
    }

    private static bool HasParameters(JsonElement schema) =>
        schema.GetProperty("properties") is not { ValueKind: JsonValueKind.Object } properties || properties.EnumerateObject().Any()
        || (schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind != JsonValueKind.False);

    /// <summary>Null for <c>AUTO</c>. Calls follow their schemas where every tool asks for that; there is no switch for a single tool.</summary>
    private static GeminiFunctionCalling? MapChoice(ResponsesRequest request, string[] names, Capabilities capabilities) => request.ToolChoice.Mode switch
    {
        ToolChoiceMode.None => new GeminiFunctionCalling("NONE"),
        ToolChoiceMode.Required when capabilities.ForcedToolChoice => new GeminiFunctionCalling("ANY"),
        ToolChoiceMode.Named when capabilities.ForcedToolChoice && request.ToolChoice.Names[0].Name is var name && names.Contains(name) =>
            new GeminiFunctionCalling("ANY") { AllowedFunctionNames = [name] },
        _ when capabilities.StrictTools && request.Tools.OfType<FunctionTool>().All(tool => tool.Strict is true) => new GeminiFunctionCalling("VALIDATED"),
        _ => null,
    };
}
