namespace CodexFuncGateway.Simulators.Scripts;

/// <summary>A page that a search found.</summary>
public sealed record ScriptedSource(string Url, string Title);
