namespace CodexFuncGateway.Costs;

/// <summary>A part of a roll-up under the name by which its failure is told.</summary>
public sealed record RollUpStep(string Name, Func<CancellationToken, Task> RunAsync);
