namespace CodexFuncGateway.Functions.Tests.Infrastructure;

/// <summary>A script, and what could not be parsed of it.</summary>
internal sealed record ScriptFile(string Name, IReadOnlyList<string> Problems);
