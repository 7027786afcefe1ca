using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.GeminiGenerateContent.Wire;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.GeminiGenerateContent;

/// <summary>
/// Gathers what the model said, called and signed until the user answers. A signature goes back on the very part it came with; where the
/// first call has none, because another model made it, the value that Google documents for such histories stands in its place.
/// </summary>
internal sealed class GeminiModelTurn(Capabilities capabilities)
{
    /// <summary>https://ai.google.dev/gemini-api/docs/thought-signatures (seen 2026-11).</summary>
    private static readonly Utf8Text Unsigned = new("skip_thought_signature_validator"u8.ToArray());

    private readonly List<GeminiPart> parts = [];
    private Utf8Text? callSignature;

    public void AddText(JsonText text)
    {
        if (!text.IsEmpty)
        {
            Add(GeminiPart.Of(text));
        }
    }

    public void AddCall(GeminiFunctionCall call)
    {
        var isFirst = !parts.Exists(part => part.FunctionCall is not null);
        Add(new GeminiPart { FunctionCall = call, ThoughtSignature = callSignature ?? (isFirst && capabilities.SignedCalls ? Unsigned : null) });
    }

    public void AddKept(GeminiKept kept)
    {
        if (kept.Text is { } cuts)
        {
            CutText(cuts);
        }
        else if (kept.Part is { } part)
        {
            Add(part);
        }

        callSignature = kept.CallSignature;
    }

    /// <summary>The turn, and a fresh start; null where it says nothing, as where a reply broke off in its thoughts.</summary>
    public GeminiContent? Take()
    {
        var turn = parts.Exists(SaysSomething) ? new GeminiContent("model", [.. parts]) : null;
        parts.Clear();
        callSignature = null;
        return turn;
    }

    private static bool SaysSomething(GeminiPart part) => part is { FunctionCall: not null } or { Text.IsEmpty: false, Thought: not true };

    private void Add(GeminiPart part)
    {
        parts.Add(part);
        callSignature = null;
    }

    /// <summary>Cuts the last text into the parts it came in. A text that is no longer the same gets none of their signatures.</summary>
    private void CutText(IReadOnlyList<GeminiTextCut> cuts)
    {
        var rest = TakeTextOf(cuts.Sum(cut => cut.Length));
        foreach (var cut in cuts)
        {
            if (cut.Length <= rest.Length && cut is not { Length: 0, Signature: null })
            {
                parts.Add(new GeminiPart { Text = new GeminiText(rest[..cut.Length]), ThoughtSignature = cut.Signature });
                rest = rest[cut.Length..];
            }
        }
    }

    private ReadOnlyMemory<byte> TakeTextOf(int length)
    {
        if (parts is not [.., { Text.Bytes: var last, ThoughtSignature: null, Thought: null }] || last.Length != length)
        {
            return default;
        }

        parts.RemoveAt(parts.Count - 1);
        return last;
    }
}
