namespace CodexFuncGateway.Functions;

/// <summary>What the timer does each time; safe to run twice, or late.</summary>
public delegate Task RollUpRun(CancellationToken cancellationToken);
