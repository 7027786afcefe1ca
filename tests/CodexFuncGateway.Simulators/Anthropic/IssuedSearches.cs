using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Anthropic;

/// <summary>The searches that this simulator ran. What comes back of them must be as it was issued, in pairs, and with the citations that rest on it.</summary>
internal sealed class IssuedSearches
{
    private readonly HashSet<string> blocks = [];
    private readonly HashSet<string> citations = [];
    private readonly Lock gate = new();

    public void Remember(IReadOnlyList<JsonElement> reply)
    {
        lock (gate)
        {
            blocks.UnionWith(reply.Where(IsSearch).Select(block => block.GetRawText()));
            citations.UnionWith(reply.SelectMany(block => block.ItemsAt("citations")).Select(citation => citation.GetRawText()));
        }
    }

    public string? FindProblem(JsonElement body)
    {
        lock (gate)
        {
            var turns = Turn.Read(body);
            var all = turns.SelectMany(turn => turn.Blocks).ToList();
            var results = all.Where(block => block.TextAt("type") == "web_search_tool_result").Select(block => block.TextAt("tool_use_id")).ToHashSet();
            var calls = all.Where(block => block.TextAt("type") == "server_tool_use").Select(block => block.TextAt("id")).ToList();
            return FindForged(all)
                ?? (results.FirstOrDefault(id => !calls.Contains(id)) is { } orphan ? $"messages: unexpected `tool_use_id` found in `web_search_tool_result` blocks: {orphan}" : null)
                ?? (calls.Find(id => !results.Contains(id)) is { } lone ? $"messages: `web_search` tool use with id `{lone}` was found without a corresponding `web_search_tool_result` block" : null);
        }
    }

    /// <summary>The service would answer without them too, but the model would not know any more what it had read.</summary>
    public void ThrowIfMissing(JsonElement body)
    {
        lock (gate)
        {
            var cameBack = body.ItemsAt("messages").SelectMany(message => message.ItemsAt("content")).Where(IsSearch).Count();
            if (body.ItemsAt("tools").Any(SearchRules.IsSearch) && cameBack != blocks.Count)
            {
                throw new ScriptViolationException($"{cameBack} of {blocks.Count} blocks of searches came back.");
            }
        }
    }

    private string? FindForged(List<JsonElement> all)
    {
        var block = all.Find(block => IsSearch(block) && !blocks.Contains(block.GetRawText()));
        var citation = all.SelectMany(text => text.ItemsAt("citations")).FirstOrDefault(citation => !citations.Contains(citation.GetRawText()));
        return block.ValueKind != JsonValueKind.Undefined ? $"messages: Invalid `encrypted_content` in `{block.TextAt("type")}` block"
            : citation.ValueKind != JsonValueKind.Undefined ? "messages: Invalid `encrypted_index` in citation"
            : null;
    }

    private static bool IsSearch(JsonElement block) => block.TextAt("type") is "server_tool_use" or "web_search_tool_result";
}
