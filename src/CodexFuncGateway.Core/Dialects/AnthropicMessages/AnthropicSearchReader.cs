using System.Text.Json;
using CodexFuncGateway.Dialects.AnthropicMessages.Wire;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.AnthropicMessages;

/// <summary>Reads the searches that the upstream runs itself, and keeps their blocks, which must come back as they came and in their order.</summary>
internal sealed class AnthropicSearchReader
{
    private readonly List<AnthropicBlock> kept = [];

    public void ReadCall(AnthropicServerCall call, List<ReplyPart> parts)
    {
        kept.Add(call);
        var query = JsonSerializer.Deserialize(call.Input.Span, AnthropicJson.Default.AnthropicSearchInput)?.Query;
        parts.Add(new SearchStarted(call.Id, query is null ? [] : [query]));
    }

    public void ReadResult(AnthropicSearchResult result, List<ReplyPart> parts)
    {
        kept.Add(result);
        parts.Add(new SearchEnded(result.ToolUseId, HasFailed: result.Content.Span is [(byte)'{', ..])); // an error in the place of a list
    }

    /// <summary>Something else follows.</summary>
    public void End(List<ReplyPart> parts)
    {
        if (kept.Count > 0)
        {
            parts.Add(new ReasoningSealed(JsonSerializer.SerializeToUtf8Bytes(new AnthropicKeptBlocks([.. kept]), AnthropicJson.Default.AnthropicBlock)));
        }

        kept.Clear();
    }
}
