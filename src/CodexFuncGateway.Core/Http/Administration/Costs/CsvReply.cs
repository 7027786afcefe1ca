using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http.Administration.Costs;

/// <summary>
/// An answer as comma-separated values (RFC 4180), sent row by row. Texts that a spreadsheet would take for a formula get an apostrophe in front, for
/// some of them come from clients.
/// </summary>
internal sealed class CsvReply(HttpContext context)
{
    private const int FlushEvery = 64 * 1024;
    private static readonly SearchValues<char> Quoted = SearchValues.Create("\",\r\n");

    /// <param name="fileName">Under which a browser saves it.</param>
    public static CsvReply Start(HttpContext context, string fileName)
    {
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.ContentType = "text/csv; charset=utf-8; header=present";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        return new CsvReply(context);
    }

    /// <summary>Texts and numbers; null is an empty field.</summary>
    public async ValueTask WriteAsync(IEnumerable<object?> fields)
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        var writer = context.Response.BodyWriter;
        Encoding.UTF8.GetBytes($"{string.Join(',', fields.Select(Field))}\r\n", writer);
        if (writer.UnflushedBytes >= FlushEvery)
        {
            await writer.FlushAsync(context.RequestAborted);
        }
    }

    public async Task EndAsync() => await context.Response.BodyWriter.FlushAsync(context.RequestAborted);

    internal static string Field(object? value) => value is string text
        ? Quote(IsFormula(text) ? $"'{text}" : text)
        : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static bool IsFormula(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r';

    private static string Quote(string text) => text.AsSpan().ContainsAny(Quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
