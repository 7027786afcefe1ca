namespace CodexFuncGateway.Simulators.Prompts;

/// <summary>A piece of a prompt as a cache sees it.</summary>
/// <param name="Text">All that must be equal for the piece to be the same.</param>
/// <param name="IsMarked">Whether the prompt may be cached up to here.</param>
/// <param name="IsSetting">A setting that stands at this place and is none of the prompt's words: a change of it makes all that follows another prompt.</param>
internal sealed record PromptBlock(string Text, bool IsMarked, bool IsSetting = false)
{
    private const int CharactersPerToken = 4;

    /// <summary>A simulated tokenizer: what matters is that both sides count alike.</summary>
    public long Tokens => IsSetting ? 0 : (Text.Length + CharactersPerToken - 1) / CharactersPerToken;
}
