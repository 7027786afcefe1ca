using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using CodexFuncGateway.Dialects.GeminiGenerateContent.Wire;

namespace CodexFuncGateway.Dialects.GeminiGenerateContent;

/// <summary>
/// Writes the arguments of a call that is told in pieces, each a value at a place such as <c>$.recipe.steps[0]</c>, as the JSON text that
/// they amount to. Places come in the text's own order (recorded 2026-04), so that nothing has to be kept but the way to the last one.
/// The gateway does not ask for this form.
/// </summary>
internal sealed class GeminiPartialArguments
{
    /// <summary>As deep as a JSON reader goes by default.</summary>
    private const int Deepest = 64;

    private readonly ArrayBufferWriter<byte> text = new();

    /// <summary>The way to the last value: each step stands for the object or array that is open around it.</summary>
    private List<string> open = [];
    private bool isInString;

    /// <summary>What a piece adds to the text; valid until the next call.</summary>
    /// <exception cref="JsonException">The piece fits nowhere.</exception>
    public ReadOnlyMemory<byte> Add(GeminiPartialArgument piece)
    {
        text.ResetWrittenCount();
        var path = ReadPath(piece.JsonPath);
        if (!isInString || !path.SequenceEqual(open))
        {
            EndString();
            MoveTo(path);
        }

        WriteValue(piece);
        return text.WrittenMemory;
    }

    /// <summary>What is left to add once no piece follows.</summary>
    public ReadOnlyMemory<byte> Complete()
    {
        text.ResetWrittenCount();
        if (open.Count == 0)
        {
            return "{}"u8.ToArray();
        }

        EndString();
        CloseDownTo(0);
        return text.WrittenMemory;
    }

    private static List<string> ReadPath(string? path)
    {
        var steps = (path ?? "").TrimStart('$').Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries).ToList();
        return steps.Count is > 0 and <= Deepest && !IsIndex(steps[0]) ? steps : throw new JsonException("A piece of a call's arguments has no place.");
    }

    private static bool IsIndex(string step) => step is ['[', _, .., ']'] && step[1..^1].All(char.IsAsciiDigit);

    private void MoveTo(List<string> path)
    {
        var shared = Math.Min(open.Zip(path).TakeWhile(pair => pair.First == pair.Second).Count(), path.Count - 1);
        if (shared < open.Count && IsIndex(open[shared]) != IsIndex(path[shared]))
        {
            throw new JsonException("A piece of a call's arguments has a place that cannot be.");
        }

        CloseDownTo(shared + 1);
        text.Write(open.Count == 0 ? "{"u8 : ","u8);
        WriteName(path[shared]);
        foreach (var step in path.Skip(shared + 1))
        {
            text.Write(IsIndex(step) ? "["u8 : "{"u8);
            WriteName(step);
        }

        open = path;
    }

    /// <summary>Closes what is open beyond so many steps.</summary>
    private void CloseDownTo(int steps)
    {
        for (var step = open.Count - 1; step >= steps; step--)
        {
            text.Write(IsIndex(open[step]) ? "]"u8 : "}"u8);
        }
    }

    private void WriteName(string step)
    {
        if (!IsIndex(step))
        {
            WriteEscaped(step.Trim('[', ']', '\'', '"'), "\""u8, "\":"u8);
        }
    }

    private void WriteValue(GeminiPartialArgument piece)
    {
        if (piece.StringValue is { } value)
        {
            WriteEscaped(value.ToString(), isInString ? ""u8 : "\""u8, ""u8);
            isInString = true;
        }
        else if (!isInString)
        {
            text.Write(piece.NumberValue is { } number ? number.Span : piece.BoolValue switch { true => "true"u8, false => "false"u8, null => "null"u8 });
        }

        if (piece.WillContinue is not true)
        {
            EndString();
        }
    }

    private void EndString()
    {
        text.Write(isInString ? "\""u8 : ""u8);
        isInString = false;
    }

    private void WriteEscaped(string value, ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        text.Write(before);
        text.Write(JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
        text.Write(after);
    }
}
