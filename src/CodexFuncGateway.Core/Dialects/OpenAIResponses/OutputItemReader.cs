using System.Runtime.InteropServices;
using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.OpenAIResponses.Wire;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.OpenAIResponses;

/// <summary>
/// Reads output items into parts, whether they come in deltas, whole at their end, or both. Items of tools that the upstream runs
/// itself, but for searches of the web, say nothing to the client and are left out.
/// </summary>
internal sealed class OutputItemReader(Capabilities capabilities, List<ReplyPart> parts)
{
    private readonly Dictionary<int, ItemProgress> items = [];
    private readonly FunctionCallReader calls = new(capabilities, parts);
    private readonly PassageReader passages = new(parts);

    public void ReadTextDelta(DeltaEvent delta)
    {
        var progress = Progress(delta.OutputIndex);
        progress.Text += delta.Delta.Bytes.Length;
        AddText(delta.OutputIndex, progress, delta.Delta.Bytes);
    }

    public void ReadRefusalDelta(DeltaEvent delta)
    {
        Progress(delta.OutputIndex).Refusal += delta.Delta.Bytes.Length;
        passages.AddRefusal(delta.Delta.Bytes);
    }

    public void ReadReasoningDelta(StreamEventKind kind, DeltaEvent delta)
    {
        var progress = Progress(delta.OutputIndex);
        if ((progress.Reasoning ??= kind) == kind)
        {
            var part = (kind == StreamEventKind.SummaryDelta ? delta.SummaryIndex : delta.ContentIndex) ?? 0;
            passages.AddReasoning(delta.OutputIndex, part, delta.Delta.Bytes);
        }
    }

    public void ReadArgumentsDelta(DeltaEvent delta) => calls.ReadDelta(Progress(delta.OutputIndex), delta.Delta.Bytes);

    public void ReadArgumentsDone(ArgumentsEvent done) => calls.ReadDone(Progress(done.OutputIndex), done.Arguments.Bytes);

    /// <summary>Begins an item. A host that numbers every item 0 begins the next one under the same number.</summary>
    public void ReadAdded(ItemEvent added)
    {
        var progress = items[added.OutputIndex] = new ItemProgress();
        if (IsType(added.Item, "function_call"u8))
        {
            passages.End();
            calls.Start(progress, added.Item.Deserialize(ResponsesJson.Default.FunctionCallWire)!);
        }
    }

    public void ReadDone(int index, JsonElement item)
    {
        var progress = Progress(index);
        if (progress.IsDone)
        {
            return;
        }

        progress.IsDone = true;
        if (IsType(item, "message"u8))
        {
            ReadMessage(index, progress, item.Deserialize(ResponsesJson.Default.MessageWire)!);
        }
        else if (IsType(item, "function_call"u8))
        {
            passages.End();
            calls.ReadWhole(progress, item.Deserialize(ResponsesJson.Default.FunctionCallWire)!);
        }
        else if (IsType(item, "reasoning"u8))
        {
            ReadReasoning(index, progress, item);
        }
        else if (IsType(item, "web_search_call"u8) || IsType(item, "search_results"u8))
        {
            passages.End();
            SearchReader.ReadSearch(index, item, parts);
        }
    }

    /// <summary>At the end, what no event of its own has told: all of a reply that came as one object, or items that were left open.</summary>
    public void ReadRest(IReadOnlyList<JsonElement> output)
    {
        var isNew = items.Count == 0;
        for (var index = 0; index < output.Count; index++)
        {
            if (isNew || items.ContainsKey(index))
            {
                ReadDone(index, output[index]);
            }
        }
    }

    private static bool IsType(JsonElement item, ReadOnlySpan<byte> type) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("type"u8, out var value) && value.ValueKind == JsonValueKind.String && value.ValueEquals(type);

    private ItemProgress Progress(int index)
    {
        ref var progress = ref CollectionsMarshal.GetValueRefOrAddDefault(items, index, out _);
        return progress ??= new ItemProgress();
    }

    private void ReadMessage(int index, ItemProgress progress, MessageWire message)
    {
        foreach (var part in (message.Content ?? []).OfType<PartWire>())
        {
            var (text, refusal) = (part.Text.Bytes, part.Refusal.Bytes);
            AddText(index, progress, ItemProgress.Rest(text, progress.Text));
            passages.AddRefusal(ItemProgress.Rest(refusal, progress.Refusal));
            progress.Text = Math.Max(0, progress.Text - text.Length);
            progress.Refusal = Math.Max(0, progress.Refusal - refusal.Length);
            SearchReader.ReadSources(part.Annotations, progress.Start ?? 0, parts);
            progress.Start += Utf8Text.CountCharacters(text.Span);
        }
    }

    private void AddText(int index, ItemProgress progress, ReadOnlyMemory<byte> text)
    {
        passages.AddText(index, text);
        progress.Start ??= passages.Characters - Utf8Text.CountCharacters(text.Span);
    }

    private void ReadReasoning(int index, ItemProgress progress, JsonElement item)
    {
        var reasoning = item.Deserialize(ResponsesJson.Default.ReasoningWire)!;
        if (progress.Reasoning is null)
        {
            var told = reasoning.Summary is { Count: > 0 } summary ? summary : reasoning.Content ?? [];
            for (var part = 0; part < told.Count; part++)
            {
                passages.AddReasoning(index, part, told[part]?.Text.Bytes ?? default);
            }
        }

        if (ReasoningPayload.Find(reasoning, item, capabilities) is { } payload)
        {
            passages.End();
            parts.Add(new ReasoningSealed(payload));
        }
    }
}
