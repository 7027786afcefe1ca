namespace CodexFuncGateway.Simulators.ChatCompletions;

/// <summary>A fault of a request, before it is put in a provider's own words for errors. <c>Path</c> leads to it, part by part.</summary>
internal sealed record ChatProblem(string Message, int Status = 400, string? Code = null, params IReadOnlyList<object> Path)
{
    public string? Parameter => Path.Count == 0 ? null : string.Join('.', Path);

    /// <summary>Set where Mistral names a validation error of its own.</summary>
    public bool IsExtraInput { get; init; }
}
