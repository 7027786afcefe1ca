using System.Text;
using System.Text.Json;

namespace CodexFuncGateway.Storage.Journals;

/// <summary>
/// Reads a journal from its start. A last line that is not whole was being written when the process or the machine died; it was never
/// acknowledged and is left out. A broken line before the last is damage, which nobody should compact away unseen.
/// </summary>
internal sealed class JournalReader(FileStream file)
{
    private const int BufferChars = 64 * 1024;

    /// <summary>Whether the last line was left out.</summary>
    public bool IsTorn { get; private set; }

    public IEnumerable<JournalLine> ReadLines()
    {
        var endsWithLine = EndsWithLine();
        using var reader = new StreamReader(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, BufferChars, leaveOpen: true);
        var number = 1;
        for (var text = reader.ReadLine(); text is not null; number++)
        {
            var next = reader.ReadLine();
            var isLast = next is null;
            if (isLast && !endsWithLine)
            {
                IsTorn = true;
                yield break;
            }

            yield return Read(text, number);
            text = next;
        }
    }

    private JournalLine Read(string text, int number)
    {
        try
        {
            return JournalLine.Read(text);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"Line {number} of {file.Name} is damaged. Repair or remove it; nothing has been changed.", exception);
        }
    }

    private bool EndsWithLine()
    {
        if (file.Length == 0)
        {
            return true;
        }

        file.Seek(-1, SeekOrigin.End);
        var endsWithLine = file.ReadByte() == '\n';
        file.Position = 0;
        return endsWithLine;
    }
}
