using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Dialects.BedrockConverse.Wire;

internal sealed record ConverseToolConfig(IReadOnlyList<ConverseTool> Tools, ConverseToolChoice? ToolChoice);

/// <summary>A tool that the client runs, or a cache mark behind those before it.</summary>
internal sealed record ConverseTool
{
    public static readonly ConverseTool CacheMark = new() { CachePoint = new ConverseCachePoint() };

    public ConverseToolSpec? ToolSpec { get; init; }

    public ConverseCachePoint? CachePoint { get; init; }
}

internal sealed record ConverseToolSpec(string Name, JsonText? Description, ConverseInputSchema InputSchema, bool? Strict);

internal sealed record ConverseInputSchema(JsonView Json);

/// <summary>Demands a call: any, or one of a tool. That none may be made cannot be said.</summary>
internal sealed record ConverseToolChoice
{
    public ConverseAny? Any { get; init; }

    public ConverseNamedTool? Tool { get; init; }
}

/// <summary>An empty object.</summary>
internal sealed record ConverseAny;

internal sealed record ConverseNamedTool(string Name);
