namespace CodexFuncGateway.Storage;

/// <summary>
/// A row: its key and named values of the types that Table Storage knows (string, Int32, Int64, double, bool, DateTimeOffset, Guid, byte[]).
/// Immutable once built, so stores hand it around without copying; the content of a byte[] is never to be changed.
/// </summary>
public sealed class TableEntity
{
    private readonly Dictionary<string, object> properties;

    public TableEntity(TableKey key)
        : this(key, new Dictionary<string, object>(StringComparer.Ordinal), eTag: null)
    {
    }

    /// <param name="capacity">About how many values it will have.</param>
    public TableEntity(TableKey key, int capacity)
        : this(key, new Dictionary<string, object>(capacity, StringComparer.Ordinal), eTag: null)
    {
    }

    public TableEntity(TableKey key, IEnumerable<KeyValuePair<string, object>> properties)
        : this(key)
    {
        foreach (var (name, value) in properties)
        {
            this.properties[name] = Checked(value);
        }
    }

    private TableEntity(TableKey key, Dictionary<string, object> properties, string? eTag)
    {
        Key = key;
        ETag = eTag;
        this.properties = properties;
    }

    public TableKey Key { get; }

    /// <summary>The version that was read; null on an entity that no store has seen.</summary>
    public string? ETag { get; }

    public IReadOnlyDictionary<string, object> Properties => properties;

    /// <summary>Setting null leaves the property out, as Table Storage does.</summary>
    public object? this[string name]
    {
        get => properties.GetValueOrDefault(name);
        init
        {
            if (value is not null)
            {
                properties[name] = Checked(value);
            }
        }
    }

    public string? GetString(string name) => this[name] as string;

    public int? GetInt32(string name) => this[name] as int?;

    public long? GetInt64(string name) => this[name] as long?;

    public double? GetDouble(string name) => this[name] as double?;

    public bool? GetBoolean(string name) => this[name] as bool?;

    public DateTimeOffset? GetDateTimeOffset(string name) => this[name] as DateTimeOffset?;

    public Guid? GetGuid(string name) => this[name] as Guid?;

    public byte[]? GetBinary(string name) => this[name] as byte[];

    /// <summary>The same row at another version.</summary>
    public TableEntity WithETag(string eTag) => new(Key, properties, eTag);

    private static object Checked(object value) => value switch
    {
        string or int or long or double or bool or Guid or byte[] => value,
        DateTimeOffset time => time.ToUniversalTime(),
        _ => throw new ArgumentException($"Table Storage has no type for {value.GetType().Name}.", nameof(value)),
    };
}
