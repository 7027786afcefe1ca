using System.Runtime.InteropServices;
using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.OpenAIResponses.Wire;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.OpenAIResponses;

/// <summary>Reads calls, whose arguments come in deltas, all at once (LM Studio), or only with the finished item (Perplexity).</summary>
internal sealed class FunctionCallReader(Capabilities capabilities, List<ReplyPart> parts)
{
    private int started;

    public void Start(ItemProgress progress, FunctionCallWire call)
    {
        Sign(progress, call);
        if (progress.Call is null && call.Name is { Length: > 0 } name)
        {
            progress.Call = started++;
            parts.Add(new ToolCallStarted(progress.Call.Value, capabilities.RepeatedCallIds ? "" : Id(call), name));
        }
    }

    public void ReadDelta(ItemProgress progress, ReadOnlyMemory<byte> json)
    {
        if (progress.Call is { } call && !json.IsEmpty)
        {
            progress.Arguments += json.Length;
            parts.Add(new ToolArgumentsDelta(call, json));
        }
    }

    public void ReadDone(ItemProgress progress, ReadOnlyMemory<byte> json) => ReadDelta(progress, ItemProgress.Rest(json, progress.Arguments));

    /// <summary>Completes a call, unless the upstream says that it was cut off.</summary>
    public void ReadWhole(ItemProgress progress, FunctionCallWire call)
    {
        Start(progress, call);
        ReadDone(progress, Arguments(call.Arguments));
        if (progress.Call is { } index && call.Status != "incomplete")
        {
            parts.Add(new ToolCallCompleted(index));
        }
    }

    private void Sign(ItemProgress progress, FunctionCallWire call)
    {
        if (call.ThoughtSignature is { Length: > 0 } signature && !progress.IsSigned)
        {
            progress.IsSigned = true;
            parts.Add(new ReasoningSealed(ThoughtSignature.Write(Id(call), signature)));
        }
    }

    private static string Id(FunctionCallWire call) => call.CallId ?? call.Id ?? "";

    private static ReadOnlyMemory<byte> Arguments(JsonElement arguments) => arguments.ValueKind switch
    {
        JsonValueKind.String => arguments.Deserialize(ResponsesJson.Default.Utf8Text).Bytes,
        JsonValueKind.Object => JsonMarshal.GetRawUtf8Value(arguments).ToArray(),
        _ => default,
    };
}
