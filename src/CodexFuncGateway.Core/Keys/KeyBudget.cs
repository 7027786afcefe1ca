namespace CodexFuncGateway.Keys;

/// <summary>What a key may spend in a period.</summary>
/// <param name="AmountUsd">In dollars.</param>
/// <param name="Period"><c>day</c>, <c>week</c>, <c>month</c> or <c>total</c>.</param>
public sealed record KeyBudget(decimal AmountUsd, string Period);
