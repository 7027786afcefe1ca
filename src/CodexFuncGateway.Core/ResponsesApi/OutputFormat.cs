using System.Text.Json;

namespace CodexFuncGateway.ResponsesApi;

/// <summary>The shape an answer must have: <c>text.format</c> of type <c>json_schema</c>, or <c>json_object</c> where there is no schema.</summary>
public sealed record OutputFormat(string Name, JsonElement? Schema, bool? Strict);
