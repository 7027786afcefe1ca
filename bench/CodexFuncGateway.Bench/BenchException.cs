namespace CodexFuncGateway.Bench;

/// <summary>Why a run ended without results: a wrong reply, a process that did not start, an argument nobody knows.</summary>
internal sealed class BenchException(string message) : Exception(message);
