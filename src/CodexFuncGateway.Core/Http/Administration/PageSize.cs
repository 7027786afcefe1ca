using System.Globalization;
using CodexFuncGateway.Errors;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http.Administration;

/// <summary>How many entries a page of a list has: the parameter <c>limit</c>.</summary>
internal static class PageSize
{
    private const string Parameter = "limit";
    private const int Usual = 100;
    private const int Largest = 1000;

    public static int Read(IQueryCollection query) => query[Parameter].ToString() is not { Length: > 0 } text ? Usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is >= 1 and <= Largest ? size
        : throw FieldError.Of(Parameter, $"is a number from 1 to {Largest}");
}
