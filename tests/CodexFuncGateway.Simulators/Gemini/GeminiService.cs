namespace CodexFuncGateway.Simulators.Gemini;

/// <summary>The two services that speak this wire, as far as they differ.</summary>
public sealed record GeminiService
{
    public static GeminiService Developer { get; } = new() { Path = new WirePath("/v1beta", "/models/{model}:{method}") };

    public static GeminiService Vertex { get; } = new()
    {
        Path = new WirePath("/v1beta1", "/projects/{project}/locations/{location}/publishers/google/models/{model}:{method}"),
        IsVertex = true,
    };

    public required WirePath Path { get; init; }

    /// <summary>Vertex takes tokens, refuses empty text, demands a media type with every address and takes the tier of service from a header.</summary>
    public bool IsVertex { get; private init; }
}
