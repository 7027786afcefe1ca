using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CodexFuncGateway.Fuzz.Mutation;

/// <summary>Writes JSON in one of the many ways in which it can be written: with members twice, needless escapes, and space anywhere.</summary>
internal sealed class JsonText(Chance chance)
{
    public const string VerbatimMark = "\u0001verbatim:";

    private readonly StringBuilder text = new();

    public static byte[] Write(JsonNode? node, Chance chance)
    {
        var writer = new JsonText(chance);
        writer.Write(node);
        return Encoding.UTF8.GetBytes(writer.text.ToString());
    }

    private void Write(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                text.Append('{');
                WriteAll(members.SelectMany(member => chance.OneIn(300) ? [member, member] : new[] { member }), member =>
                {
                    WriteString(member.Key);
                    text.Append(chance.OneIn(50) ? " :\t" : ":");
                    Write(member.Value);
                });
                text.Append('}');
                break;
            case JsonArray elements:
                text.Append('[');
                WriteAll(elements, Write);
                text.Append(']');
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                WriteString(JsonTree.Text(value) ?? VerbatimMark + "\"\\ud83d\"");
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }

    private void WriteAll<T>(IEnumerable<T> items, Action<T> write)
    {
        var isFirst = true;
        foreach (var item in items)
        {
            text.Append(isFirst ? "" : chance.OneIn(50) ? " ,\n" : ",");
            write(item);
            isFirst = false;
        }
    }

    private void WriteString(string value)
    {
        if (value.StartsWith(VerbatimMark, StringComparison.Ordinal))
        {
            text.Append(value, VerbatimMark.Length, value.Length - VerbatimMark.Length);
        }
        else if (chance.OneIn(60))
        {
            text.Append('"').AppendJoin("", value.Select(character => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"))).Append('"');
        }
        else
        {
            text.Append(JsonSerializer.Serialize(value));
        }
    }
}
