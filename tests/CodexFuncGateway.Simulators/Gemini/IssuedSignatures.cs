using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Gemini;

/// <summary>
/// The parts that this simulator signed. A signature must come back on the very part it was given for, and since the user last spoke the
/// first call of each step must have one. A step that another model made has the documented escape instead; for a call that was signed
/// here the real service would take the escape too, but whoever sends it has lost the signature.
/// </summary>
internal sealed class IssuedSignatures
{
    private const string Escape = "skip_thought_signature_validator";

    private readonly Dictionary<string, string> parts = [];
    private readonly Lock gate = new();

    public void Remember(IEnumerable<JsonElement> reply)
    {
        lock (gate)
        {
            foreach (var part in reply.Where(part => part.Has("thoughtSignature")))
            {
                parts[part.TextAt("thoughtSignature")!] = Content(part);
            }
        }
    }

    public string? FindProblem(IReadOnlyList<Turn> turns, ModelTraits traits)
    {
        lock (gate)
        {
            var lastWord = turns.ToList().FindLastIndex(turn => turn.IsWord);
            return turns.Select((turn, index) => turn.IsModel ? FindProblem(turn, mustBeSigned: traits.IsThird && index > lastWord, index) : null)
                .FirstOrDefault(problem => problem is not null);
        }
    }

    private string? FindProblem(Turn turn, bool mustBeSigned, int index)
    {
        var first = turn.Parts.FirstOrDefault(part => part.Has("functionCall"));
        if (mustBeSigned && first.ValueKind == JsonValueKind.Object && !first.Has("thoughtSignature"))
        {
            return "Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly, and missing "
                + $"thought_signature may lead to degraded model performance. Additional data, function call `default_api:{first.At("functionCall").TextAt("name")}`, position {index}.";
        }

        return turn.Parts.Where(part => part.Has("thoughtSignature")).Select(FindProblem).FirstOrDefault(problem => problem is not null);
    }

    private string? FindProblem(JsonElement part)
    {
        var signature = part.TextAt("thoughtSignature")!;
        if (signature == Escape)
        {
            return parts.ContainsValue(Content(part)) ? "This call was signed, and its signature is lost." : null;
        }

        return !parts.TryGetValue(signature, out var content) ? "Thought signature is not valid."
            : content != Content(part) ? "Corrupted thought signature."
            : null;
    }

    /// <summary>What a part says, in one spelling. The id of a call may be the caller's where the service gave none.</summary>
    private static string Content(JsonElement part) => part.Has("functionCall")
        ? $"{part.At("functionCall").TextAt("name")} {Spell(part.At("functionCall").At("args"))}"
        : Spell(JsonSerializer.SerializeToElement(part.EnumerateObject().Where(property => property.Name != "thoughtSignature").OrderBy(property => property.Name).ToDictionary(property => property.Name, property => property.Value)));

    private static string Spell(JsonElement value) => value.ValueKind == JsonValueKind.Undefined ? "{}" : JsonSerializer.Serialize(value);
}
