using System.Text.Json;
using CodexFuncGateway.Errors;

namespace CodexFuncGateway.ResponsesApi;

/// <summary>A value of the request that is read as what it should be; a complaint names its path.</summary>
internal readonly struct JsonField(JsonView element)
{
    public JsonView Element => element;

    public JsonField? Optional(string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null
            ? new JsonField(value)
            : null;

    public JsonField Required(string name) => Optional(name) ?? throw Error(element.Path == "body" ? name : $"{element.Path}.{name}", "is required");

    public string String()
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            throw Expected("a string");
        }

        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            throw Error("holds half of a surrogate pair");
        }
    }

    /// <summary>A string left in its place. Only a <c>\u</c> can make it undecodable, so only one that has it is decoded to find out.</summary>
    public JsonText Text()
    {
        if (element.ValueKind != JsonValueKind.String || (element.HasEscapes && element.RawSpan.IndexOf("\\u"u8) >= 0))
        {
            String();
        }

        return new JsonText(element);
    }

    public bool Boolean() => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Expected("a boolean"),
    };

    public int Integer() => element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var value) ? value : throw Expected("an integer");

    /// <summary>1e999 is a number to JSON, but none that can be passed on.</summary>
    public double Number() =>
        element.ValueKind == JsonValueKind.Number && double.IsFinite(element.GetDouble()) ? element.GetDouble() : throw Expected("a finite number");

    public JsonField Object() => element.ValueKind == JsonValueKind.Object ? this : throw Expected("an object");

    /// <summary>An object in which every name and text can be decoded, for code that works on its values. Only a <c>\u</c> can make one that cannot.</summary>
    public JsonField ReadableObject()
    {
        var raw = Object().Element.RawSpan;
        return raw.IndexOf("\\u"u8) < 0 || JsonTexts.CanBeRead(raw) ? this : throw Error("holds half of a surrogate pair");
    }

    /// <summary>Reads every element of an array with <paramref name="read"/>.</summary>
    public T[] Array<T>(Func<JsonField, T> read)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            throw Expected("an array");
        }

        var values = new T[element.GetArrayLength()];
        var index = 0;
        foreach (var item in element.EnumerateArray())
        {
            values[index++] = read(new JsonField(item));
        }

        return values;
    }

    public GatewayException Expected(string what) => Error($"must be {what}, not {Describe(element.ValueKind)}");

    public GatewayException Error(string complaint) => Error(element.Path, complaint);

    private static GatewayException Error(string path, string complaint) => new(new GatewayError(ErrorKind.InvalidRequest, $"'{path}' {complaint}.") { Param = path });

    private static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "this number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };
}
