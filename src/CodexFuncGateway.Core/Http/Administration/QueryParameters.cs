using System.Globalization;
using CodexFuncGateway.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace CodexFuncGateway.Http.Administration;

/// <summary>The parameters of a query string, taken one by one by who knows them; what nobody took is an error, not something to be silent about.</summary>
internal sealed class QueryParameters(IQueryCollection query)
{
    private const int MostValues = 100;
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    /// <returns>Null where it is not given.</returns>
    public string? Single(string name) => Many(name) switch
    {
        [] => null,
        [var value] => value,
        _ => throw Wrong(name, $"'{name}' is given more than once."),
    };

    /// <summary>All values of a parameter that may be repeated.</summary>
    public IReadOnlyList<string> Many(string name)
    {
        taken.Add(name);
        return Find(name) is { Count: <= MostValues } values ? [.. values.Select(value => value ?? "")] : throw Wrong(name, $"'{name}' is given more than {MostValues} times.");
    }

    /// <summary>One of some words, written in lower case with underscores.</summary>
    public T Word<T>(string name, T otherwise)
        where T : struct, Enum => Single(name) is { } value ? ReadWord<T>(name, value) : otherwise;

    public static T ReadWord<T>(string name, string value)
        where T : struct, Enum
    {
        foreach (var word in Enum.GetValues<T>())
        {
            if (Written(word) == value)
            {
                return word;
            }
        }

        throw Wrong(name, $"'{name}' is one of: {string.Join(", ", Enum.GetValues<T>().Select(Written))}.");
    }

    /// <summary>A member of an enumeration as it is written in JSON and queries: <c>model_asked</c>.</summary>
    public static string Written<T>(T word)
        where T : struct, Enum => string.Concat(word.ToString().Select((letter, i) => char.IsAsciiLetterUpper(letter) && i > 0 ? $"_{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));

    /// <summary><c>true</c> or <c>false</c>, which is what it is where it is not given.</summary>
    public bool Flag(string name) => Single(name) switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw Wrong(name, $"'{name}' is true or false."),
    };

    public int Number(string name, int otherwise, int most) => Single(name) switch
    {
        null => otherwise,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most => number,
        _ => throw Wrong(name, $"'{name}' is a number from 1 to {most}."),
    };

    /// <summary>To be called when all that can be meant has been taken.</summary>
    public void RefuseOthers()
    {
        if (query.Keys.FirstOrDefault(name => !taken.Contains(name)) is { } unknown)
        {
            throw Wrong(unknown, $"There is no parameter '{unknown}' here. There are: {string.Join(", ", taken.Order(StringComparer.Ordinal))}.");
        }
    }

    public static GatewayException Wrong(string name, string message) => new(new GatewayError(ErrorKind.InvalidRequest, message) { Param = name });

    /// <summary>Names are compared exactly: what is written otherwise is another parameter, and unknown.</summary>
    private StringValues Find(string name) => query.FirstOrDefault(parameter => parameter.Key == name).Value;
}
