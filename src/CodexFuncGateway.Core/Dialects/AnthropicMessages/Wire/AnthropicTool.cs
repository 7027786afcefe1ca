using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Dialects.AnthropicMessages.Wire;

/// <summary>A tool that the client runs; or, with a type, one that the upstream runs itself.</summary>
internal sealed record AnthropicTool(string Name, JsonText? Description, JsonView? InputSchema)
{
    public string? Type { get; init; }

    public int? MaxUses { get; init; }

    public IReadOnlyList<string>? AllowedDomains { get; init; }

    public SearchLocation? UserLocation { get; init; }

    public bool? Strict { get; init; }

    public AnthropicCacheControl? CacheControl { get; init; }
}

/// <summary><c>auto</c>, <c>any</c>, <c>none</c>, or <c>tool</c> with a name.</summary>
internal sealed record AnthropicToolChoice(string Type)
{
    public string? Name { get; init; }

    public bool? DisableParallelToolUse { get; init; }
}

/// <summary>A mark up to which the prompt is kept in the cache, for five minutes from its last use.</summary>
internal sealed record AnthropicCacheControl
{
    public static readonly AnthropicCacheControl Ephemeral = new();

    public string Type { get; } = "ephemeral";
}
