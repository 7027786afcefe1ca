namespace CodexFuncGateway.Dialects.OpenAIResponses;

/// <summary>How much of an output item has been told, in bytes, so that its closing event adds only what is missing.</summary>
internal sealed class ItemProgress
{
    public int Text { get; set; }

    /// <summary>Where its text begins in that of the answer, in characters; null while there is none.</summary>
    public int? Start { get; set; }

    public int Refusal { get; set; }

    public int Arguments { get; set; }

    /// <summary>Which of the two kinds of reasoning is told; a host that sends both says the same twice.</summary>
    public StreamEventKind? Reasoning { get; set; }

    /// <summary>The number under which a call was started; null while it was not.</summary>
    public int? Call { get; set; }

    /// <summary>Whether the thought behind a call has been signed.</summary>
    public bool IsSigned { get; set; }

    public bool IsDone { get; set; }

    /// <summary>What is missing of <paramref name="whole"/> when this many bytes of it were told.</summary>
    public static ReadOnlyMemory<byte> Rest(ReadOnlyMemory<byte> whole, int told) => whole.Length > told ? whole[told..] : default;
}
