using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Simulators;

/// <summary>A step with its place in the session, from which ids are made; the same session always speaks the same bytes.</summary>
public sealed record NumberedStep(int Number, ScriptedStep Step)
{
    public string CallId(string prefix, int index) => $"{prefix}s{Number:D3}c{index:D3}";
}
