using System.Collections.Concurrent;
using CodexFuncGateway.Simulators.Faults;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Simulators;

/// <summary>How far a session has come. A step that was cut or withheld is played again for the retry.</summary>
/// <param name="before">Steps that are counted to other sessions of the same simulator, so that no two replies have the same ids.</param>
internal sealed class SessionProgress(ScriptedSession session, int before = 0)
{
    /// <summary>What Codex answers to a call that it could not make sense of; each means that a tool's name or kind was lost on the way.</summary>
    private static readonly string[] FailedCalls = ["unsupported call", "aborted", "incompatible payload", "failed to parse function arguments"];

    private int played;

    public void Advance(Fault? fault) => Interlocked.Add(ref played, fault is Fault.Cut or Fault.Silence ? 0 : 1);

    public NumberedStep NextStep(IReadOnlyList<string> outputs, ConcurrentQueue<string> violations)
    {
        var number = Volatile.Read(ref played) + 1;
        if (number > session.Steps.Count)
        {
            throw new ScriptViolationException($"Request {number}, but the session has {session.Steps.Count} steps.");
        }

        var step = session.Steps[number - 1];
        foreach (var problem in FindProblems(step.ExpectedOutputs, outputs))
        {
            violations.Enqueue($"Step {number}: {problem}");
        }

        return new NumberedStep(before + number, step with { Calls = [.. step.Calls.Select(call => call.Recall(outputs))] });
    }

    private static IEnumerable<string> FindProblems(IReadOnlyList<string> expected, IReadOnlyList<string> outputs)
    {
        if (expected.Count != outputs.Count)
        {
            yield return $"{expected.Count} tool outputs were expected, {outputs.Count} came.";
        }

        foreach (var (fragment, output) in expected.Zip(outputs).Where(pair => !pair.Second.Contains(pair.First, StringComparison.Ordinal)))
        {
            yield return $"\"{fragment}\" was expected in the tool output \"{output}\".";
        }

        foreach (var output in outputs.Where(output => FailedCalls.Any(failure => output.StartsWith(failure, StringComparison.Ordinal))))
        {
            yield return $"Codex could not make the call: \"{output}\".";
        }
    }
}
