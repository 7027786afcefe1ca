using System.Text.Json.Serialization;

namespace CodexFuncGateway.Audit;

/// <summary>How changes are kept in a row.</summary>
[JsonSerializable(typeof(IReadOnlyList<AuditChange>))]
internal sealed partial class AuditJson : JsonSerializerContext;
