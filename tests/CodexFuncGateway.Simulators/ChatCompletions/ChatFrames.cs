using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.ChatCompletions;

/// <summary>A reply as chunks in a provider's own habit: the order is the same everywhere, the shapes are not.</summary>
internal sealed class ChatFrames(JsonElement body, ChatQuirks quirks, NumberedStep step)
{
    private static readonly object Harmless = new { hate = new { filtered = false, severity = "safe" }, violence = new { filtered = false, severity = "safe" } };

    private readonly string finishReason = step.Step.Calls.Count > 0 ? quirks.CallReason : "stop";

    public IReadOnlyList<string> Write(ChatReply reply) =>
    [
        .. WritePromptFilter(),
        Chunk(new { role = "assistant", content = "" }, extra: quirks.Usage == UsagePlace.GroqEnvelope ? ("x_groq", new { id = "req_simulated" }) : null),
        .. SseFrames.Pieces(reply.Reasoning).Select(piece => Chunk(WriteReasoning(piece))),
        .. WriteSearch(),
        .. SseFrames.Pieces(reply.Text).Select(piece => Chunk(new { content = piece })),
        .. reply.Calls.SelectMany((call, index) => new ChatCallDeltas(quirks, index, call.Id, call.Call).Write().Select(delta => Chunk(delta))),
        .. WriteEnd(),
    ];

    private IEnumerable<string> WritePromptFilter()
    {
        object[] results = [new { prompt_index = 0, content_filter_results = Harmless }];
        return quirks.TellsFilterResults ? [SseFrames.Unnamed(new { choices = Array.Empty<object>(), created = 0, id = "", model = "", @object = "", prompt_filter_results = results })] : [];
    }

    private object WriteReasoning(string piece) => quirks.ReasoningField switch
    {
        null => new { content = new[] { new { type = "thinking", thinking = new[] { new { type = "text", text = piece } } } } },
        var field => new Dictionary<string, string> { [field] = piece },
    };

    /// <summary>Told when it begins, and again when it ends (recorded at Groq, September 2025).</summary>
    private IEnumerable<string> WriteSearch()
    {
        if (step.Step.Search is not { } search)
        {
            yield break;
        }

        if (quirks.SearchTool is null || !body.ItemsAt("tools").Any(tool => tool.TextAt("type") == quirks.SearchTool))
        {
            throw new ScriptViolationException($"Step {step.Number} searches the web, but no search is offered.");
        }

        var arguments = JsonSerializer.Serialize(new { query = search.Query });
        var results = search.Sources.Select(source => new { title = source.Title, url = source.Url, content = "…", score = 0.9 }).ToArray();
        yield return Chunk(new { executed_tools = new[] { new { index = 0, type = "browser.search", arguments, search_results = new { results = Array.Empty<object>() } } } });
        yield return Chunk(new { executed_tools = new[] { new { index = 0, type = "browser.search", arguments, output = "…", search_results = new { results } } } });
    }

    private IEnumerable<string> WriteEnd()
    {
        var usage = ChatUsage.Write(step.Step.Usage, quirks.DetailsUsage, hasReasoningCount: quirks.ReasoningField is not null);
        yield return Chunk(
            new { },
            finishReason,
            quirks.Usage switch
            {
                UsagePlace.FinishChunk => ("usage", usage),
                UsagePlace.GroqEnvelope => ("x_groq", new { id = "req_simulated", usage }),
                _ => null,
            });
        if (quirks.Usage != UsagePlace.FinishChunk && body.At("stream_options").IsTrueAt("include_usage"))
        {
            yield return Frame([], ("usage", usage));
        }

        if (quirks.EndsWithDone)
        {
            yield return SseFrames.Done;
        }
    }

    private string Chunk(object delta, string? finishReason = null, (string Name, object? Value)? extra = null)
    {
        var choice = new Dictionary<string, object?> { ["index"] = 0, ["delta"] = delta, ["logprobs"] = null, ["finish_reason"] = finishReason };
        if (quirks.TellsMatchedStop)
        {
            choice["matched_stop"] = finishReason is null ? null : 151_645;
        }

        if (quirks.TellsFilterResults)
        {
            choice["content_filter_results"] = Harmless;
            extra ??= ("usage", null);
        }

        return Frame([choice], extra);
    }

    private string Frame(object[] choices, (string Name, object? Value)? extra)
    {
        var chunk = new Dictionary<string, object?>
        {
            ["id"] = $"chatcmpl-simulated-{step.Number}",
            ["object"] = "chat.completion.chunk",
            ["created"] = 1_795_000_000,
            ["model"] = body.TextAt("model"),
            ["choices"] = choices,
        };
        if (step.Step.ServiceTier is { } tier)
        {
            chunk["service_tier"] = tier;
        }

        if (extra is { } field)
        {
            chunk[field.Name] = field.Value;
        }

        return SseFrames.Unnamed(chunk);
    }
}
