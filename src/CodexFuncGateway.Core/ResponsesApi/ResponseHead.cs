namespace CodexFuncGateway.ResponsesApi;

/// <summary>What is known of a response before the upstream has said anything.</summary>
/// <param name="Id">Of the form <c>resp_…</c>.</param>
/// <param name="CreatedAt">Unix seconds.</param>
/// <param name="Request">The request, whose settings the API echoes.</param>
public sealed record ResponseHead(string Id, long CreatedAt, ResponsesRequest Request)
{
    /// <summary>The part of <see cref="Id"/> that is this response's own; ids of its items are built on it.</summary>
    public string Suffix => Id["resp_".Length..];
}
