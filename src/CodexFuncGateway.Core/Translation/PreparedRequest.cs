using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Translation;

/// <summary>A request that a dialect can map.</summary>
/// <param name="Request">The request in the form that the route takes.</param>
/// <param name="Tools">Finds the client's tools again; null where they were not rewritten.</param>
/// <param name="AsksForSummary">Whether the answer is not for the client to read, but the summary in a compaction.</param>
internal sealed record PreparedRequest(ResponsesRequest Request, ToolRewriter? Tools, bool AsksForSummary = false);
