using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Keys;

/// <summary>All that can be set of a key. The only list of it: requests are read by it, answers and rows written, and changes found.</summary>
internal static class KeyFields
{
    private static readonly KeyField[] All =
    [
        KeyField.Text("name", key => key.Name, (key, text) => key with { Name = text }),
        KeyField.Text("owner", key => key.Owner, (key, text) => key with { Owner = text }),
        KeyField.Text("user", key => key.User, (key, text) => key with { User = text }),
        KeyField.Text("team", key => key.Team, (key, text) => key with { Team = text }),
        KeyField.Texts("tags", key => key.Tags, (key, tags) => key) with { Set = (key, json) => key with { Tags = KeyFieldReader.Tags("tags", json) } },
        KeyField.Texts("allowed_models", key => key.Access.Models, (key, patterns) => key with { Access = key.Access with { Models = patterns } }),
        KeyField.Texts("allowed_providers", key => key.Access.Providers, (key, patterns) => key with { Access = key.Access with { Providers = patterns } }),
        KeyField.Number("requests_per_minute", key => key.Limits.RequestsPerMinute, (key, most) => key with { Limits = key.Limits with { RequestsPerMinute = most } }),
        KeyField.Number("tokens_per_minute", key => key.Limits.TokensPerMinute, (key, most) => key with { Limits = key.Limits with { TokensPerMinute = most } }),
        KeyField.Number("parallel_streams", key => key.Limits.ParallelStreams, (key, most) => key with { Limits = key.Limits with { ParallelStreams = most } }),
        new("budget", (key, json) => key with { Budget = KeyFieldReader.Budget("budget", json) }, (json, key) => Write(json, key.Budget)),
        new("expires_at", (key, json) => key with { ExpiresAt = KeyFieldReader.Time("expires_at", json) }, (json, key) => Write(json, key.ExpiresAt)),
        new("disabled", (key, json) => key with { IsDisabled = KeyFieldReader.Flag("disabled", json) }, (json, key) => json.WriteBooleanValue(key.IsDisabled)),
    ];

    private static readonly Dictionary<string, KeyField> ByName = All.ToDictionary(field => field.Name, StringComparer.Ordinal);

    /// <summary>Lays what an administrator sent over a key; a field that nobody knows is refused, for it may have been meant as a restriction.</summary>
    public static VirtualKey Change(VirtualKey key, JsonElement body) => body.EnumerateObject().Aggregate(key, (changed, property) =>
        ByName.TryGetValue(property.Name, out var field) ? field.Set(changed, property.Value) : throw FieldError.Of(property.Name, "is nothing that a key has"));

    /// <summary>Reads what was stored; a newer version may have stored more.</summary>
    public static VirtualKey Read(string id, string json) => JsonElement.Parse(json).EnumerateObject().Aggregate(new VirtualKey(id), (key, property) =>
        ByName.TryGetValue(property.Name, out var field) ? field.Set(key, property.Value) : key);

    /// <summary>Writes every field into an object that is open.</summary>
    public static void Write(Utf8JsonWriter json, VirtualKey key)
    {
        foreach (var field in All)
        {
            json.WritePropertyName(field.Name);
            field.Write(json, key);
        }
    }

    public static string Map(VirtualKey key) => ToText(json =>
    {
        json.WriteStartObject();
        Write(json, key);
        json.WriteEndObject();
    });

    /// <summary>The fields in which two states of a key differ, each value as JSON.</summary>
    public static IEnumerable<(string Name, string Old, string New)> Differences(VirtualKey old, VirtualKey changed) => All
        .Select(field => (field.Name, ToText(json => field.Write(json, old)), ToText(json => field.Write(json, changed))))
        .Where(field => field.Item2 != field.Item3);

    private static void Write(Utf8JsonWriter json, KeyBudget? budget)
    {
        if (budget is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteNumber("amount_usd", budget.AmountUsd);
        json.WriteString("period", budget.Period);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, DateTimeOffset? time)
    {
        if (time is { } moment)
        {
            json.WriteStringValue(moment.UtcDateTime);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static string ToText(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        write(json);
        json.Flush();
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
