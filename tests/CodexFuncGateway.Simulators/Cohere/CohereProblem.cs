namespace CodexFuncGateway.Simulators.Cohere;

/// <summary>A fault of a request, in Cohere's words.</summary>
internal sealed record CohereProblem(string Message, int Status = 400)
{
    /// <summary>Set where the service names the kind of its complaint.</summary>
    public string? Type { get; init; }
}
