namespace CodexFuncGateway.Simulators.ChatCompletions;

/// <summary>The error bodies in use among hosts of chat completions.</summary>
public enum ChatErrorShape
{
    OpenAI,
    Mistral,

    /// <summary>The members of OpenAI's error without the envelope, as Cerebras sends them.</summary>
    Flat,
    Vllm,
}
