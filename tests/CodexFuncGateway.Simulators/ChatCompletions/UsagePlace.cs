namespace CodexFuncGateway.Simulators.ChatCompletions;

/// <summary>Where in a stream the token counts stand.</summary>
public enum UsagePlace
{
    /// <summary>In a chunk without choices, and only if <c>stream_options.include_usage</c> asks for it.</summary>
    OwnChunkOnDemand,

    /// <summary>In the chunk with the finish reason, always.</summary>
    FinishChunk,

    /// <summary>Groq: in <c>x_groq</c> of the finish chunk, and on demand in a chunk of its own.</summary>
    GroqEnvelope,
}
