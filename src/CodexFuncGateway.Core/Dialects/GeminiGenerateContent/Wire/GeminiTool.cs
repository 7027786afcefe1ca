using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.GeminiGenerateContent.Wire;

/// <summary>One kind of tool: functions that the client runs, or a search that the upstream runs.</summary>
internal sealed record GeminiTool
{
    public IReadOnlyList<GeminiFunction>? FunctionDeclarations { get; init; }

    public GeminiSearch? GoogleSearch { get; init; }
}

/// <param name="ParametersJsonSchema">Null for a function without parameters. It excludes <c>parameters</c>, which takes far less.</param>
internal sealed record GeminiFunction(string Name, string? Description, RawJson? ParametersJsonSchema);

internal sealed record GeminiSearch;

internal sealed record GeminiToolConfig
{
    public GeminiFunctionCalling? FunctionCallingConfig { get; init; }

    /// <summary>Whether calls that the upstream makes itself are told, so that they can go back; it demands this where it has functions besides.</summary>
    public bool? IncludeServerSideToolInvocations { get; init; }
}

/// <param name="Mode"><c>AUTO</c>, <c>VALIDATED</c> (as AUTO, and calls follow their schemas), <c>ANY</c> or <c>NONE</c>.</param>
internal sealed record GeminiFunctionCalling(string Mode)
{
    public IReadOnlyList<string>? AllowedFunctionNames { get; init; }
}
