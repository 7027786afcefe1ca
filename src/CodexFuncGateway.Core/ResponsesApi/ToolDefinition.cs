namespace CodexFuncGateway.ResponsesApi;

/// <summary>A tool that the client offers to the model.</summary>
/// <param name="Raw">The definition as received; undefined where the gateway made it.</param>
public abstract record ToolDefinition(JsonView Raw);

/// <summary>A tool called with JSON arguments.</summary>
public sealed record FunctionTool(JsonView Raw, string Name, JsonText? Description, JsonView? Parameters, bool? Strict) : ToolDefinition(Raw);

/// <summary>A tool called with free text, optionally of a given grammar, such as Codex's <c>apply_patch</c>.</summary>
public sealed record CustomTool(JsonView Raw, string Name, JsonText? Description, ToolGrammar? Grammar) : ToolDefinition(Raw);

/// <summary>Tools grouped under a name; a call to one states both names.</summary>
public sealed record NamespaceTool(JsonView Raw, string Name, IReadOnlyList<ToolDefinition> Tools) : ToolDefinition(Raw);

/// <summary>The client's own search among tools that it does not offer at once; what is found is offered from then on.</summary>
public sealed record SearchTool(JsonView Raw, JsonText? Description, JsonView? Parameters) : ToolDefinition(Raw)
{
    /// <summary>Both the type of the tool and its name.</summary>
    public const string Name = "tool_search";
}

/// <summary>A tool that the upstream runs itself, such as <c>web_search</c>, or one of a type the gateway does not know.</summary>
public record HostedTool(JsonView Raw, string Type) : ToolDefinition(Raw);

/// <summary>The language a freeform tool's input is written in.</summary>
public sealed record ToolGrammar(string Syntax, JsonText Definition);
