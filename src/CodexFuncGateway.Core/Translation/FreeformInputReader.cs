using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace CodexFuncGateway.Translation;

/// <summary>
/// Takes the text of a freeform call out of the JSON arguments <c>{"input":"…"}</c> while they arrive, so that a long patch can be
/// watched as it is written. What a model sends instead of that object, such as the bare text, is taken as it is.
/// </summary>
internal sealed class FreeformInputReader
{
    private readonly ArrayBufferWriter<byte> pending = new();
    private State state = State.BeforeObject;
    private char highSurrogate;

    private enum State
    {
        BeforeObject,
        BeforeName,
        InName,
        BeforeValue,
        InValue,
        AfterValue,
        Bare,
    }

    /// <summary>Reads more of the arguments and writes the text they add.</summary>
    public void Read(ReadOnlySpan<byte> json, IBufferWriter<byte> text)
    {
        pending.Write(json);
        var unread = pending.WrittenSpan;
        while (TryStep(ref unread, text))
        {
        }

        Keep(unread.ToArray());
    }

    /// <summary>Writes what was held back because it might still have become the object.</summary>
    public void Complete(IBufferWriter<byte> text)
    {
        if (state is not (State.InValue or State.AfterValue))
        {
            text.Write(pending.WrittenSpan);
        }

        pending.ResetWrittenCount();
    }

    private void Keep(ReadOnlySpan<byte> unread)
    {
        pending.ResetWrittenCount();
        pending.Write(unread);
    }

    private bool TryStep(ref ReadOnlySpan<byte> unread, IBufferWriter<byte> text)
    {
        if (unread.IsEmpty)
        {
            return false;
        }

        return state switch
        {
            State.InValue => TryReadValue(ref unread, text),
            State.Bare => TakeAll(ref unread, text),
            State.AfterValue => Drop(ref unread),
            _ => TryReadPreamble(ref unread),
        };
    }

    /// <summary>
    /// Everything before the value stays pending until the value begins: only then is it certain that this is the object it should be.
    /// </summary>
    private bool TryReadPreamble(ref ReadOnlySpan<byte> unread)
    {
        state = State.BeforeObject;
        for (var index = 0; index < unread.Length; index++)
        {
            state = Next(unread[index]);
            if (state is State.InValue)
            {
                unread = unread[(index + 1)..];
                return true;
            }

            if (state is State.Bare)
            {
                return true;
            }
        }

        return false;
    }

    private State Next(byte character) => (state, character) switch
    {
        (State.InName, (byte)'"') => State.BeforeValue,
        (State.InName, (byte)'\\') => State.Bare,
        (State.InName, _) => State.InName,
        (_, (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') => state,
        (State.BeforeObject, (byte)'{') => State.BeforeName,
        (State.BeforeName, (byte)'"') => State.InName,
        (State.BeforeValue, (byte)':') => State.BeforeValue,
        (State.BeforeValue, (byte)'"') => State.InValue,
        _ => State.Bare,
    };

    private bool TryReadValue(ref ReadOnlySpan<byte> unread, IBufferWriter<byte> text)
    {
        var plain = unread.IndexOfAny((byte)'"', (byte)'\\');
        if (unread[0] != '\\')
        {
            EndHalf(text);
        }

        if (plain != 0)
        {
            var length = plain < 0 ? unread.Length : plain;
            text.Write(unread[..length]);
            unread = unread[length..];
            return plain > 0;
        }

        if (unread[0] == '"')
        {
            state = State.AfterValue;
            return true;
        }

        return TryReadEscape(ref unread, text);
    }

    private bool TryReadEscape(ref ReadOnlySpan<byte> unread, IBufferWriter<byte> text)
    {
        if (unread.Length < 2 || (unread[1] == 'u' && unread.Length < 6))
        {
            return false;
        }

        if (unread[1] == 'u')
        {
            ReadCodeUnit(unread[2..6], text);
            unread = unread[6..];
        }
        else
        {
            EndHalf(text);
            text.Write([Unescape(unread[1])]);
            unread = unread[2..];
        }

        return true;
    }

    private void ReadCodeUnit(ReadOnlySpan<byte> digits, IBufferWriter<byte> text)
    {
        var unit = Utf8Parser.TryParse(digits, out ushort value, out var read, 'x') && read == 4 ? (char)value : '\uFFFD';
        if (Rune.TryCreate(highSurrogate, unit, out var pair))
        {
            highSurrogate = default;
            Write(pair, text);
            return;
        }

        EndHalf(text);
        if (char.IsHighSurrogate(unit))
        {
            highSurrogate = unit;
        }
        else
        {
            Write(Rune.TryCreate(unit, out var single) ? single : Rune.ReplacementChar, text);
        }
    }

    /// <summary>Half a surrogate pair whose other half did not follow at once stands for one lost character.</summary>
    private void EndHalf(IBufferWriter<byte> text)
    {
        if (highSurrogate != default)
        {
            highSurrogate = default;
            Write(Rune.ReplacementChar, text);
        }
    }

    private static void Write(Rune rune, IBufferWriter<byte> text) => text.Advance(rune.EncodeToUtf8(text.GetSpan(4)));

    private static byte Unescape(byte escaped) => escaped switch
    {
        (byte)'n' => (byte)'\n',
        (byte)'t' => (byte)'\t',
        (byte)'r' => (byte)'\r',
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        _ => escaped,
    };

    private static bool TakeAll(ref ReadOnlySpan<byte> unread, IBufferWriter<byte> text)
    {
        text.Write(unread);
        return Drop(ref unread);
    }

    private static bool Drop(ref ReadOnlySpan<byte> unread)
    {
        unread = default;
        return false;
    }
}
