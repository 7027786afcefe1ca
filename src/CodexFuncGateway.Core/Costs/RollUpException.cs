namespace CodexFuncGateway.Costs;

/// <summary>Some steps of a roll-up failed; the others were done. What failed is done by the next run.</summary>
public sealed class RollUpException(IReadOnlyList<string> steps, Exception innerException)
    : Exception($"The roll-up failed at: {string.Join(", ", steps)}.", innerException)
{
    public IReadOnlyList<string> Steps => steps;
}
