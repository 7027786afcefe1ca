namespace CodexFuncGateway.Simulators.OpenAIResponses;

/// <summary>A fault of a request, before it is put in a service's own words.</summary>
internal sealed record ResponsesProblem(string Message, string? Parameter = null, string? Code = null, int Status = 400)
{
    /// <summary>Set when a strictly typed service could not even read the request.</summary>
    public bool IsUnreadable { get; init; }

    public static ResponsesProblem UnknownParameter(string path) => new($"Unknown parameter: '{path}'.", path, "unknown_parameter") { IsUnreadable = true };
}
