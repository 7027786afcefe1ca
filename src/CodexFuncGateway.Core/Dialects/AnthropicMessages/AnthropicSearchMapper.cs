using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.AnthropicMessages.Wire;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Dialects.AnthropicMessages;

/// <summary>Maps the upstream's own search of the web: the tool, and what the history holds of it.</summary>
internal static class AnthropicSearchMapper
{
    public const string Name = "web_search";

    /// <summary>Null where none is asked for, or where a tool of the client's has its name.</summary>
    public static AnthropicTool? Map(ResponsesRequest request, Capabilities capabilities) =>
        request.Tools.OfType<WebSearchTool>().FirstOrDefault() is { } search && !request.Tools.OfType<FunctionTool>().Any(tool => tool.Name == Name)
            ? new AnthropicTool(Name, null, null)
            {
                Type = capabilities.WebSearch,
                MaxUses = capabilities.SearchBound,
                AllowedDomains = search.AllowedDomains.Count > 0 ? search.AllowedDomains : null,
                UserLocation = capabilities.SearchLocation ? search.Location : null,
            }
            : null;

    /// <summary>
    /// Leaves out calls without results and results without calls, which the upstream refuses for good. A call that waits is all right while the
    /// client answers the calls beside it: the upstream runs it then.
    /// </summary>
    public static void Repair(List<AnthropicMessage> messages)
    {
        var calls = messages.SelectMany(message => message.Content).OfType<AnthropicServerCall>().Select(call => call.Id).ToHashSet();
        var results = messages.SelectMany(message => message.Content).OfType<AnthropicSearchResult>().Select(result => result.ToolUseId).ToHashSet();
        if (calls.SetEquals(results))
        {
            return;
        }

        foreach (var message in messages)
        {
            var mayWait = messages is [.., var asked, { Content: [AnthropicToolResult, ..] }] && asked == message;
            message.Content.RemoveAll(block => block switch
            {
                AnthropicServerCall call => !results.Contains(call.Id) && !mayWait,
                AnthropicSearchResult result => !calls.Contains(result.ToolUseId),
                _ => false,
            });
            AnthropicInputMapper.TrimThinking(message);
        }

        messages.RemoveAll(message => message.Content.Count == 0);
    }
}
