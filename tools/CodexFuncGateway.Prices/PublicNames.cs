namespace CodexFuncGateway.Prices;

/// <summary>How the public file names a provider's models.</summary>
/// <param name="Before">What it writes before our id.</param>
/// <param name="Whose">Whom it says they belong to.</param>
internal sealed record PublicNames(IReadOnlyList<string> Before, IReadOnlyList<string?> Whose);
