namespace CodexFuncGateway.ResponsesApi;

/// <summary>What is known of a response before the upstream has said anything. Holds nothing of the conversation, which may be long.</summary>
/// <param name="Id">Of the form <c>resp_…</c>.</param>
/// <param name="CreatedAt">Unix seconds.</param>
/// <param name="Model">The model's name as the client wrote it.</param>
/// <param name="Echo">The request's settings, which the API repeats.</param>
public sealed record ResponseHead(string Id, long CreatedAt, string Model, ResponseEcho Echo)
{
    /// <summary>The id of the response to a request of this id, which has the form <c>req_…</c>.</summary>
    public static string IdOf(string requestId) => $"resp_{requestId["req_".Length..]}";

    /// <summary>The part of <see cref="Id"/> that is this response's own; ids of its items are built on it.</summary>
    public string Suffix => Id["resp_".Length..];
}
