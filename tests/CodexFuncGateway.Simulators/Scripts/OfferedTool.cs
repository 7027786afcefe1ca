using System.Text.Json;

namespace CodexFuncGateway.Simulators.Scripts;

/// <summary>A tool as a request offers it: a function with a schema, or a custom tool without one.</summary>
public sealed record OfferedTool(string Name, string Description, JsonElement Schema, bool IsCustom);
