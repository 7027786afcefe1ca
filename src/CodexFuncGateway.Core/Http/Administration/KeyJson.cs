using System.Text.Json;
using CodexFuncGateway.Keys;

namespace CodexFuncGateway.Http.Administration;

/// <summary>Virtual keys as administrators see them: never a value but the one that was just made.</summary>
internal static class KeyJson
{
    /// <param name="value">The value that was made just now; null where there is none to show.</param>
    public static void Write(Utf8JsonWriter json, StoredKey key, string? value)
    {
        json.WriteStartObject();
        json.WriteString("object", "key");
        json.WriteString("id", key.Key.Id);
        if (value is not null)
        {
            json.WriteString("value", value);
        }

        json.WriteString("hint", key.Hint);
        KeyFields.Write(json, key.Key);
        json.WriteString("created_at", key.CreatedAt.UtcDateTime);
        json.WriteString("created_by", key.CreatedBy);
        json.WriteString("changed_at", key.ChangedAt.UtcDateTime);
        if (key.PreviousUntil is { } until)
        {
            json.WriteString("previous_value_until", until.UtcDateTime);
        }

        json.WriteEndObject();
    }

    public static void WriteList(Utf8JsonWriter json, IReadOnlyList<StoredKey> keys, bool hasMore)
    {
        json.WriteStartObject();
        json.WriteString("object", "list");
        json.WriteStartArray("data");
        foreach (var key in keys)
        {
            Write(json, key, value: null);
        }

        json.WriteEndArray();
        json.WriteBoolean("has_more", hasMore);
        json.WriteString("last_id", keys.Count == 0 ? null : keys[^1].Key.Id);
        json.WriteEndObject();
    }

    public static void WriteDeleted(Utf8JsonWriter json, string id)
    {
        json.WriteStartObject();
        json.WriteString("object", "key");
        json.WriteString("id", id);
        json.WriteBoolean("deleted", true);
        json.WriteEndObject();
    }
}
