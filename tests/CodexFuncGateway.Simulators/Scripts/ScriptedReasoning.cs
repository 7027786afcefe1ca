namespace CodexFuncGateway.Simulators.Scripts;

/// <summary>
/// Thoughts of a step: the readable text (empty where the provider omits it), the opaque payload that some wires want back byte-exact,
/// and the payload of a redacted block, which only Anthropic's wire has.
/// </summary>
public sealed record ScriptedReasoning(string Text, string Payload, string? Redacted = null);
