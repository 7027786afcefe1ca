using System.Text.Json;
using CodexFuncGateway.Dialects.GeminiGenerateContent.Wire;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.GeminiGenerateContent;

/// <summary>
/// Reads the parts of an answer, and keeps what must come back with them. A call's signature is told before the call, that of a text after
/// the text has ended, since a client would take a text that is interrupted for two answers.
/// </summary>
internal sealed class GeminiPartReader
{
    private readonly GeminiCallReader calls = new();
    private readonly List<GeminiTextCut> cuts = [];
    private int unsigned;

    public void Read(GeminiPart part, List<ReplyPart> parts)
    {
        var signature = part.ThoughtSignature is { IsEmpty: false } ? part.ThoughtSignature : null;
        if (part is { Text: { } said, Thought: not true })
        {
            ReadText(said.Bytes, signature, parts);
            return;
        }

        EndText(parts);
        if (part.FunctionCall is { } call)
        {
            ReadCall(call, signature, parts);
        }
        else if (part is { Thought: true, Text: { IsEmpty: false } thought })
        {
            parts.Add(new ReasoningDelta(thought.Bytes));
        }

        if (IsNowhereElse(part))
        {
            Keep(new GeminiKept { Part = part }, parts);
        }
    }

    /// <summary>Reads more of the answer's text.</summary>
    public void ReadText(ReadOnlyMemory<byte> said, Utf8Text? signature, List<ReplyPart> parts)
    {
        if (!said.IsEmpty)
        {
            calls.End(parts);
            parts.Add(new TextDelta(said));
        }

        if (signature is null)
        {
            unsigned += said.Length;
            return;
        }

        CutUnsigned();
        cuts.Add(new GeminiTextCut(said.Length) { Signature = signature });
    }

    /// <summary>The reply is over.</summary>
    public void End(bool isWhole, List<ReplyPart> parts)
    {
        if (isWhole)
        {
            calls.End(parts);
        }

        EndText(parts);
    }

    private static bool IsNowhereElse(GeminiPart part) =>
        part is { ToolCall: not null } or { ToolResponse: not null } or { ExecutableCode: not null } or { CodeExecutionResult: not null }
            or { FunctionCall: null, InlineData: null, ThoughtSignature.IsEmpty: false };

    private static void Keep(GeminiKept kept, List<ReplyPart> parts) =>
        parts.Add(new ReasoningSealed(JsonSerializer.SerializeToUtf8Bytes(kept, GeminiJson.Default.GeminiKept)));

    private void ReadCall(GeminiFunctionCall call, Utf8Text? signature, List<ReplyPart> parts)
    {
        if (signature is not null)
        {
            calls.End(parts);
            Keep(new GeminiKept { CallSignature = signature }, parts);
        }

        calls.Read(call, parts);
    }

    private void EndText(List<ReplyPart> parts)
    {
        CutUnsigned();
        if (cuts.Exists(cut => cut.Signature is not null))
        {
            Keep(new GeminiKept { Text = [.. cuts] }, parts);
        }

        cuts.Clear();
    }

    private void CutUnsigned()
    {
        if (unsigned > 0)
        {
            cuts.Add(new GeminiTextCut(unsigned));
            unsigned = 0;
        }
    }
}
