using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CodexFuncGateway.Encodings;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http;

/// <summary>An error in the form that the asking client understands: OpenAI's body, and a status that does not make Codex ask again.</summary>
internal sealed record ErrorAnswer(GatewayError Error, int Status, string Type, string Code)
{
    /// <summary>What a rate limit without a time is worth: without one Codex gives up and hides the reason.</summary>
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(5);

    public static ErrorAnswer For(GatewayError error, HttpRequest request) => CodexClient.Sent(request) ? ForCodex(error) : ForOthers(error);

    /// <summary>HTTP's own status.</summary>
    private static ErrorAnswer ForOthers(GatewayError error) =>
        new(error, ErrorCodes.Status(error.Kind), ErrorCodes.Type(error.Kind), error.Code ?? ErrorCodes.Code(error.Kind));

    /// <summary>
    /// Codex shows the message of 400 <c>invalid_prompt</c> once and as it is. It sends 401, 403 and 413 five times more, a 5xx thirty times, and
    /// hides the text of most other answers (measured on 0.169). The statuses it reads properly are kept, and 408, for a connection that stalled
    /// deserves to be tried again.
    /// </summary>
    private static ErrorAnswer ForCodex(GatewayError error) => error.Kind switch
    {
        ErrorKind.BudgetSpent or ErrorKind.RateLimited or ErrorKind.QuotaSpent or ErrorKind.ContextLengthExceeded or ErrorKind.ModelNotFound
            or ErrorKind.NotFound or ErrorKind.MethodNotAllowed or ErrorKind.UpgradeRequired or ErrorKind.RequestTimeout or ErrorKind.Unavailable => ForOthers(error with { Code = null }),
        ErrorKind.UpstreamOverloaded => new ErrorAnswer(error, StatusCodes.Status200OK, "server_error", "server_is_overloaded"),
        _ => new ErrorAnswer(error, StatusCodes.Status400BadRequest, "invalid_request_error", "invalid_prompt"),
    };

    public async Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = Status;
        WriteHeaders(response.Headers);
        var isStream = Status == StatusCodes.Status200OK;
        response.ContentType = isStream ? "text/event-stream" : "application/json";
        var body = isStream ? FailedStream(response.Headers["x-request-id"].ToString()) : Body();
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    private void WriteHeaders(IHeaderDictionary headers)
    {
        if (Error.Kind == ErrorKind.RateLimited || Error.RetryAfter is not null)
        {
            var wait = Error.RetryAfter ?? UsualWait;
            headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        if (Error.Kind == ErrorKind.BudgetSpent)
        {
            // What Codex shows of a spent budget, and goes on after it with a comma. A header holds no other characters.
            headers["x-codex-promo-message"] = new string([.. Error.Message.TrimEnd('.').Where(character => character is >= ' ' and < '\u007f')]);
        }

        if (Error.Kind == ErrorKind.UnsupportedMedia)
        {
            headers.AcceptEncoding = ContentEncodings.Accepted;
        }

        if (Error.Kind == ErrorKind.UpgradeRequired)
        {
            headers.Upgrade = "HTTP/1.1";
            headers.Connection = "Upgrade";
        }
    }

    private ReadOnlyMemory<byte> Body() => Write(json =>
    {
        json.WriteStartObject("error");
        json.WriteString("message", Error.Message);
        json.WriteString("type", Type);
        json.WriteString("param", Error.Param);
        json.WriteString("code", Code);
        if (Error.ResetsAt is { } reset)
        {
            json.WriteNumber("resets_at", reset.ToUnixTimeSeconds());
        }

        json.WriteEndObject();
    });

    /// <summary>A stream that fails at once: the only form in which Codex takes "overloaded" for an answer.</summary>
    private ReadOnlyMemory<byte> FailedStream(string requestId)
    {
        var events = new ArrayBufferWriter<byte>();
        var head = new ResponseHead(ResponseHead.IdOf(requestId), TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), "", ResponseEcho.Of(default));
        using var assembler = new ReplyAssembler(head, events);
        assembler.Fail(Error with { Code = Code });
        assembler.Complete(new TokenUsage());
        return events.WrittenMemory;
    }

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;
    }
}
