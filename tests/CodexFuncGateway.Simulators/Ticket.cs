namespace CodexFuncGateway.Simulators;

/// <summary>What is given out in place of a reply.</summary>
/// <param name="Body">The answer, with status 201.</param>
/// <param name="Path">Where the reply is called for.</param>
public sealed record Ticket(string Body, string Path);
