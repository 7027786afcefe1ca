namespace CodexFuncGateway.Simulators.ChatCompletions;

/// <summary>The error bodies in use among hosts of chat completions.</summary>
public enum ChatErrorShape
{
    OpenAI,
    Mistral,

    /// <summary>The members of OpenAI's error without the envelope, as Cerebras sends them.</summary>
    Flat,
    Vllm,

    /// <summary>vLLM's error without the envelope, as SGLang sends it.</summary>
    FlatVllm,

    /// <summary>One member, <c>detail</c>, as FastAPI's own refusals have it.</summary>
    Detail,
}
