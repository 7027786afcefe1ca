namespace CodexFuncGateway.Simulators.Prompts;

/// <summary>A prompt of a Claude model, in the order in which it is built: tools, system, messages.</summary>
/// <param name="Model">The model's name, however its host decorates it.</param>
/// <param name="Blocks">The prompt.</param>
internal sealed record ClaudePrompt(string Model, IReadOnlyList<PromptBlock> Blocks)
{
    /// <summary>The shortest prompt that is cached (vendor's table, 2026-11; models that it does not name are taken for the most demanding).</summary>
    public long LeastTokens => Is("sonnet-4-6") ? 2_048 : Is("sonnet-4-5") || Is("sonnet-4-2") || Is("opus-4-1") || Is("opus-4-2") ? 1_024 : 4_096;

    /// <summary>Whether thoughts of earlier turns stay in the prompt; older models lose them as soon as the user speaks again.</summary>
    public static bool KeepsThoughts(string model) => !(model.Contains("sonnet-4-5", StringComparison.Ordinal) || model.Contains("haiku-4-5", StringComparison.Ordinal));

    private bool Is(string fragment) => Model.Contains(fragment, StringComparison.Ordinal);
}
