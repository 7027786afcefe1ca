using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Translation;

/// <summary>A request that a dialect can map.</summary>
/// <param name="Request">The request in the form that the route takes.</param>
/// <param name="Tools">Finds the client's tools again; null where they were not rewritten.</param>
/// <param name="Filter">Looks through the reply where it cannot be told as it comes: a summary, or an answer whose form nobody else has checked.</param>
internal sealed record PreparedRequest(ResponsesRequest Request, ToolRewriter? Tools, Func<IReplyFilter>? Filter = null);
