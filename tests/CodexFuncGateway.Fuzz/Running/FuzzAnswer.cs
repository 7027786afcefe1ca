namespace CodexFuncGateway.Fuzz.Running;

/// <summary>What the gateway answered, and how long it took.</summary>
internal sealed record FuzzAnswer(int Status, string ContentType, byte[] Body, TimeSpan Elapsed);
