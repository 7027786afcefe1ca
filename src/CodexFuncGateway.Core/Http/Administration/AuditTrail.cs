using CodexFuncGateway.Audit;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Keys;
using CodexFuncGateway.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Http.Administration;

/// <summary>
/// Writes down what administrators do. A change begins with a row in the log: where that cannot be written, there is no change. Its answer waits
/// until its outcome is written too.
/// </summary>
internal sealed partial class AuditTrail(AuditLog log, TimeProvider timeProvider, ILogger<AuditTrail> logger)
{
    private const int LongestId = 64;

    private static readonly GatewayError NotBegun = new(ErrorKind.Unavailable, "Nothing was changed: the audit log cannot be written now. Try again in a moment.")
    {
        RetryAfter = TimeSpan.FromSeconds(1),
    };

    private static readonly GatewayError NotEnded = new(
        ErrorKind.Unavailable, "The change may have been made, but its outcome could not be written to the audit log. Look at what it is now before you try again.");

    /// <param name="rest">The path after the resource's name.</param>
    public AuditEntry Describe(HttpContext context, string requestId, string resource, string rest, Caller caller)
    {
        var parts = rest.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return new AuditEntry
        {
            RequestId = requestId,
            At = timeProvider.GetUtcNow(),
            Actor = "unknown",
            Address = caller.Address,
            Action = parts.Length > 1 ? WordOf(parts[^1]) : VerbOf(context.Request.Method),
            Resource = resource,
            ResourceId = parts.Length > 0 ? WordOf(parts[0]) : null,
            Outcome = AuditOutcome.Begun,
        };
    }

    /// <summary>Somebody was not let in. That does not depend on whether it can be written down.</summary>
    public async Task RefuseAsync(AuditEntry entry, GatewayError error)
    {
        try
        {
            await log.AddAsync(entry with { Outcome = AuditOutcome.Refused, Status = ErrorCodes.Status(error.Kind) }, CancellationToken.None);
        }
        catch (TableStoreException exception)
        {
            Log.NotWritten(logger, entry.RequestId, exception.Failure);
        }
    }

    /// <summary>Makes a change, between the row that it begins and the one that it is done.</summary>
    public async Task RecordAsync(AuditEntry entry, HttpContext context, Func<Task> change)
    {
        await AddAsync(entry, NotBegun);
        var client = context.Response.Body;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        try
        {
            await change();
        }
        catch (Exception exception)
        {
            var status = exception is GatewayException refusal ? ErrorCodes.Status(refusal.Error.Kind) : StatusCodes.Status500InternalServerError;
            await AddAsync(Conclude(entry, context) with { Outcome = AuditOutcome.Failed, Status = status }, NotEnded);
            throw;
        }
        finally
        {
            context.Response.Body = client;
        }

        await AddAsync(Conclude(entry, context) with { Outcome = AuditOutcome.Done, Status = context.Response.StatusCode }, NotEnded);
        if (answer.Length > 0)
        {
            await client.WriteAsync(answer.GetBuffer().AsMemory(0, (int)answer.Length), context.RequestAborted);
        }
    }

    private static AuditEntry Conclude(AuditEntry entry, HttpContext context)
    {
        var notes = AuditNotes.Of(context);
        return entry with { ResourceId = notes.ResourceId ?? entry.ResourceId, Changes = notes.Changes };
    }

    /// <summary>To its end, whether or not somebody waits for the answer.</summary>
    private async Task AddAsync(AuditEntry entry, GatewayError failure)
    {
        try
        {
            await log.AddAsync(entry, CancellationToken.None);
        }
        catch (TableStoreException exception)
        {
            Log.NotWritten(logger, entry.RequestId, exception.Failure);
            throw new GatewayException(failure, exception);
        }
    }

    private static string VerbOf(string method) => method switch
    {
        _ when HttpMethods.IsPost(method) => "create",
        _ when HttpMethods.IsPut(method) || HttpMethods.IsPatch(method) => "change",
        _ when HttpMethods.IsDelete(method) => "delete",
        _ => "read",
    };

    /// <summary>A path is a stranger's word, and might hold a key that was put there by mistake.</summary>
    private static string WordOf(string part) =>
        part.Length <= LongestId && !part.StartsWith(KeyValue.Prefix, StringComparison.OrdinalIgnoreCase) && part.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or ':')
            ? part
            : "…";

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{RequestId} could not be written to the audit log: {Failure}.")]
        public static partial void NotWritten(ILogger logger, string requestId, TableStoreFailure failure);
    }
}
