using System.Text.Json.Nodes;
using CodexFuncGateway.Fuzz.Corpus;

namespace CodexFuncGateway.Fuzz.Mutation;

/// <summary>Changes a JSON document here and there, so that most of it still makes sense.</summary>
internal sealed class JsonMutator(Chance chance)
{
    /// <summary>Changes the document, and returns it.</summary>
    /// <param name="others">Documents of which pieces may be taken over.</param>
    public JsonNode Mutate(JsonNode root, IReadOnlyList<JsonNode> others)
    {
        for (var changes = 1 + chance.Below(3); changes > 0; changes--)
        {
            JsonNode[] places = [.. JsonTree.Values(root).OfType<JsonNode>()];
            Change(chance.Of(places), others);
        }

        return root;
    }

    private void Change(JsonNode place, IReadOnlyList<JsonNode> others)
    {
        switch (place)
        {
            case JsonObject members when members.Count > 0 && !chance.OneIn(4):
                ChangeMembers(members, others);
                break;
            case JsonArray elements when elements.Count > 0 && !chance.OneIn(4):
                ChangeElements(elements);
                break;
            case JsonValue when JsonTree.Text(place) is { } text && chance.OneIn(2):
                JsonTree.Replace(place, JsonValue.Create(ChangeText(text)));
                break;
            default:
                JsonTree.Replace(place, chance.OneIn(3) ? Piece(others) : OddValues.Any(chance));
                break;
        }
    }

    private void ChangeMembers(JsonObject members, IReadOnlyList<JsonNode> others)
    {
        var name = members.ElementAt(chance.Below(members.Count)).Key;
        switch (chance.Below(4))
        {
            case 0:
                members.Remove(name);
                break;
            case 1:
                var value = members[name]?.DeepClone();
                members.Remove(name);
                members[chance.Of(Samples.MemberNames)] = value;
                break;
            case 2:
                members[chance.Of(Samples.MemberNames)] = chance.OneIn(2) ? Piece(others) : OddValues.Any(chance);
                break;
            default:
                members[name] = OddValues.Any(chance);
                break;
        }
    }

    private void ChangeElements(JsonArray elements)
    {
        var at = chance.Below(elements.Count);
        var element = elements[at]?.DeepClone();
        switch (chance.Below(4))
        {
            case 0:
                elements.RemoveAt(at);
                break;
            case 1:
                elements.Insert(chance.Below(elements.Count + 1), element);
                break;
            case 2:
                elements.RemoveAt(at);
                elements.Insert(chance.Below(elements.Count + 1), element);
                break;
            default:
                for (var times = chance.Of([2, 10, 150]); times > 0; times--)
                {
                    elements.Add(element?.DeepClone());
                }

                break;
        }
    }

    private string ChangeText(string text)
    {
        if (text.Length == 0 || text.StartsWith(JsonText.VerbatimMark, StringComparison.Ordinal))
        {
            return text + "x";
        }

        var at = chance.Below(text.Length);
        return chance.Below(5) switch
        {
            0 => text[..at],
            1 => text[at..],
            2 => text.Insert(at, chance.Of(["\0", "\n", "\u2028", "é", "😀", "\"", "\\", "{}", "END", new string('y', 300)])),
            3 => text[..at] + (char)(text[at] ^ 1) + text[(at + 1)..],
            _ => chance.Of(Samples.MemberNames),
        };
    }

    private JsonNode? Piece(IReadOnlyList<JsonNode> others)
    {
        JsonNode?[] values = [.. JsonTree.Values(chance.Of(others))];
        return chance.Of(values)?.DeepClone();
    }
}
