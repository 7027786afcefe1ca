using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Gemini;

/// <summary>Who speaks when, and how calls and their responses go together.</summary>
internal static class TurnRules
{
    private const string WrongCount =
        "Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.";

    public static string? FindProblem(IReadOnlyList<Turn> turns, ModelTraits traits)
    {
        if (turns.Count == 0)
        {
            return "* GenerateContentRequest.contents: contents is not specified";
        }

        for (var index = 0; index < turns.Count; index++)
        {
            if (FindProblem(turns[index], index == 0 ? null : turns[index - 1], index == turns.Count - 1, traits) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static string? FindProblem(Turn turn, Turn? before, bool isLast, ModelTraits traits) => turn switch
    {
        { Role: not ("user" or "model") } => "Please use a valid role: user, model.",
        { Parts.Count: 0 } => "* GenerateContentRequest.contents.parts: contents.parts must not be empty.",
        { IsModel: true, Calls.Count: > 0 } when before is null || isLast =>
            "Please ensure that function call turn comes immediately after a user turn or after a function response turn.",
        { IsModel: true } when isLast && !traits.Prefill => "Requests ending with a model turn are not supported.",
        { IsModel: true, Responses.Count: > 0 } => "Please ensure that function response turn has the role user.",
        { IsModel: false, Calls.Count: > 0 } => "Please ensure that function call turn has the role model.",
        { IsModel: false } => FindPairingProblem(before, turn),
        _ => null,
    };

    private static string? FindPairingProblem(Turn? before, Turn turn)
    {
        if (turn.Responses.Count != (before?.Calls.Count ?? 0))
        {
            return before is null or { Calls.Count: 0 } ? "Please ensure that function response turn comes immediately after a function call turn." : WrongCount;
        }

        // Without ids, the n-th response belongs to the n-th call; with ids, the service finds them itself, and the gateway need not.
        return before?.Calls.Zip(turn.Responses).Any(pair =>
            pair.First.TextAt("name") != pair.Second.TextAt("name") || pair.First.TextAt("id") != pair.Second.TextAt("id")) is true
            ? "Please ensure that function responses have the names and ids of their function calls, in the same order."
            : null;
    }
}
