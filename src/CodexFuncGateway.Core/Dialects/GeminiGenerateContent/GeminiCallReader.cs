using CodexFuncGateway.Dialects.GeminiGenerateContent.Wire;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.GeminiGenerateContent;

/// <summary>Reads calls: whole ones, and those that Vertex tells in pieces and ends with an empty one.</summary>
internal sealed class GeminiCallReader
{
    private int calls;
    private GeminiPartialArguments? arguments;

    public void Read(GeminiFunctionCall call, List<ReplyPart> parts)
    {
        if (call.Name is { } name)
        {
            End(parts);
            parts.Add(new ToolCallStarted(calls++, call.Id ?? "", name));
            arguments = new GeminiPartialArguments();
        }

        if (arguments is null)
        {
            return;
        }

        if (call.Args is { } args)
        {
            Add(args.Bytes, parts);
            arguments = null;
            parts.Add(new ToolCallCompleted(calls - 1));
            return;
        }

        foreach (var piece in (call.PartialArgs ?? []).OfType<GeminiPartialArgument>())
        {
            // What a piece adds is valid only until the next one, but the parts of a chunk are read together.
            Add(arguments.Add(piece).ToArray(), parts);
        }

        if (call.WillContinue is not true)
        {
            End(parts);
        }
    }

    /// <summary>Completes a call that is still being told.</summary>
    public void End(List<ReplyPart> parts)
    {
        if (arguments is not null)
        {
            Add(arguments.Complete().ToArray(), parts);
            parts.Add(new ToolCallCompleted(calls - 1));
            arguments = null;
        }
    }

    private void Add(ReadOnlyMemory<byte> json, List<ReplyPart> parts) => parts.Add(new ToolArgumentsDelta(calls - 1, json));
}
