using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CodexFuncGateway.Costs;
using CodexFuncGateway.Errors;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http.Administration.Costs;

/// <summary>
/// Where a list of calls goes on, as a text that means nothing to its holder. It is good for the same question only, and one that was damaged is known by
/// its sum; it gives no rights, so it needs no secret.
/// </summary>
internal static class CallCursor
{
    public const string Parameter = "cursor";
    private const int SumLength = 12;
    private const char Separator = '\n';

    public static string Write(CallPosition position, IQueryCollection question)
    {
        var payload = Encoding.UTF8.GetBytes(string.Join(
            Separator, position.StartedAt.UtcTicks.ToString(CultureInfo.InvariantCulture), position.Row, position.KeyId));
        return Base64Url.EncodeToString([.. Sum(payload, question), .. payload]);
    }

    /// <exception cref="GatewayException">It is not one of ours, or of another question.</exception>
    public static CallPosition Read(string cursor, IQueryCollection question)
    {
        var bytes = Decode(cursor);
        if (bytes.Length <= SumLength || !bytes.AsSpan(0, SumLength).SequenceEqual(Sum(bytes.AsSpan(SumLength), question)))
        {
            throw Wrong();
        }

        var parts = Encoding.UTF8.GetString(bytes.AsSpan(SumLength)).Split(Separator, 3);
        return parts is [var ticks, var row, var keyId] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var time) && time <= DateTimeOffset.MaxValue.Ticks
            ? new CallPosition(new DateTimeOffset(time, TimeSpan.Zero), row, keyId)
            : throw Wrong();
    }

    private static byte[] Decode(string cursor)
    {
        try
        {
            return Base64Url.DecodeFromChars(cursor);
        }
        catch (FormatException)
        {
            throw Wrong();
        }
    }

    /// <summary>Over the place and every parameter of the question but those that may differ from page to page.</summary>
    private static ReadOnlySpan<byte> Sum(ReadOnlySpan<byte> payload, IQueryCollection question)
    {
        var parameters =
            from parameter in question
            where parameter.Key is not Parameter and not CallQueryReader.Limit
            orderby parameter.Key
            from value in parameter.Value
            select $"{parameter.Key.Length};{parameter.Key}{value?.Length};{value}";
        return SHA256.HashData([.. payload, 0, .. Encoding.UTF8.GetBytes(string.Concat(parameters))]).AsSpan(0, SumLength);
    }

    private static GatewayException Wrong() =>
        QueryParameters.Wrong(Parameter, "'cursor' is the 'next' of the page before, with all other parameters as they were. Leave it out to begin anew.");
}
