namespace CodexFuncGateway.ResponsesApi;

/// <summary>Whether and which tools the model may or must call.</summary>
/// <param name="Mode">The rule.</param>
/// <param name="Names">For <see cref="ToolChoiceMode.Named"/> the one tool; otherwise the tools the choice is limited to, empty for all; one without a name by its type.</param>
public sealed record ToolChoice(ToolChoiceMode Mode, IReadOnlyList<ToolName> Names)
{
    public static readonly ToolChoice Auto = new(ToolChoiceMode.Auto, []);
}

public enum ToolChoiceMode
{
    Auto,
    None,
    Required,
    Named,
}
