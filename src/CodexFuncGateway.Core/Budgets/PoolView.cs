namespace CodexFuncGateway.Budgets;

/// <summary>What a look at a pool told.</summary>
/// <param name="Undrawn">What no instance has drawn.</param>
/// <param name="Left">What is not spent, whoever holds it.</param>
/// <param name="MayComeBack">Whether others, or calls of this process that are running, hold money that they may not need.</param>
internal sealed record PoolView(long Undrawn, long Left, bool MayComeBack);
