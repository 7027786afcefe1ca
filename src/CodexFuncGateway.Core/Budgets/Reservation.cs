namespace CodexFuncGateway.Budgets;

/// <summary>Money set aside before a call is sent; settled or released afterwards.</summary>
/// <param name="NanoUsd">The most the call can cost, in billionths of a dollar.</param>
/// <param name="InputTokens">An upper bound of the prompt's tokens, from its bytes.</param>
public sealed record Reservation(long NanoUsd, long InputTokens);
