namespace CodexFuncGateway.Simulators;

/// <summary>Where a wire answers: the part that belongs to a provider's base URL, and the resource below it.</summary>
public sealed record WirePath(string Base, string Resource);
