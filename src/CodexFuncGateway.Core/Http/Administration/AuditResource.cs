using System.Globalization;
using CodexFuncGateway.Audit;
using CodexFuncGateway.Errors;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http.Administration;

/// <summary><c>GET /gateway/v1/audit?from&amp;to&amp;actor&amp;resource&amp;limit&amp;after</c>: who changed what, and who was refused, newest first.</summary>
internal sealed class AuditResource(AuditLog log, TimeProvider timeProvider) : AdministrationResource
{
    private static readonly TimeSpan UsualRange = TimeSpan.FromDays(30);
    private static readonly TimeSpan LongestRange = TimeSpan.FromDays(400);

    public override string Name => "audit";

    public override Rights Needed(string method) => Rights.ReadAudit;

    public override Task HandleAsync(HttpContext context, Administrator administrator, string rest) => (context.Request.Method, rest) switch
    {
        ("GET" or "HEAD", "") => ListAsync(context),
        (_, "") => RefusedMethod.Answer(context, "GET"),
        _ => throw new GatewayException(ErrorKind.NotFound, "There is nothing to administer at this path."),
    };

    private async Task ListAsync(HttpContext context)
    {
        var page = await log.ReadAsync(ReadQuery(context.Request.Query), context.RequestAborted);
        await JsonReply.WriteAsync(context, StatusCodes.Status200OK, json => AuditEntryJson.Write(json, page));
    }

    private AuditQuery ReadQuery(IQueryCollection query)
    {
        var until = Time(query, "to") ?? timeProvider.GetUtcNow().AddTicks(1);
        var from = Time(query, "from") ?? until - UsualRange;
        if (from >= until || until - from > LongestRange)
        {
            throw FieldError.Of("from", $"is before to, by at most {LongestRange.TotalDays} days");
        }

        return new AuditQuery(from, until)
        {
            Actor = Text(query, "actor"),
            Resource = Text(query, "resource"),
            Most = PageSize.Read(query),
            After = Text(query, "after") is { } after ? AuditCursor.Read(after) ?? throw FieldError.Of("after", "is what an earlier answer gave as next") : null,
        };
    }

    /// <summary>A day stands for its beginning.</summary>
    private static DateTimeOffset? Time(IQueryCollection query, string name) => Text(query, name) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) && time.Year > 2000 ? time
        : throw FieldError.Of(name, "is a day or a time, such as 2026-11-30 or 2026-11-30T12:00:00Z");

    private static string? Text(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } text ? text : null;
}
