using System.Text.Json;
using CodexFuncGateway.Audit;

namespace CodexFuncGateway.Http.Administration;

/// <summary>The audit log as its readers see it.</summary>
internal static class AuditEntryJson
{
    public static void Write(Utf8JsonWriter json, AuditPage page)
    {
        json.WriteStartObject();
        json.WriteString("object", "list");
        json.WriteStartArray("data");
        foreach (var entry in page.Entries)
        {
            Write(json, entry);
        }

        json.WriteEndArray();
        json.WriteString("next", page.Next?.ToString());
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AuditEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("at", entry.At.UtcDateTime);
        json.WriteString("request_id", entry.RequestId);
        json.WriteString("actor", entry.Actor);
        json.WriteString("actor_name", entry.ActorName);
        json.WriteString("address", entry.Address);
        json.WriteString("action", entry.Action);
        json.WriteString("resource", entry.Resource);
        json.WriteString("id", entry.ResourceId);
        json.WriteString("outcome", entry.Outcome.ToString().ToLowerInvariant());
        if (entry.Status is { } status)
        {
            json.WriteNumber("status", status);
        }

        json.WriteStartArray("changes");
        foreach (var change in entry.Changes)
        {
            Write(json, change);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AuditChange change)
    {
        json.WriteStartObject();
        json.WriteString("field", change.Field);
        json.WritePropertyName("old");
        json.WriteRawValue(change.Old ?? "null");
        json.WritePropertyName("new");
        json.WriteRawValue(change.New ?? "null");
        json.WriteEndObject();
    }
}
