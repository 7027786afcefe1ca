using CodexFuncGateway.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Http;

/// <summary>
/// The gateway's one door: every host hands it every request. The only place where an exception becomes an answer.
/// </summary>
public sealed partial class GatewayEndpoint
{
    private readonly RoutingTable routes;
    private readonly CorsRules cors;
    private readonly Func<Guid> newGuid;
    private readonly ILogger<GatewayEndpoint> logger;

    internal GatewayEndpoint(RoutingTable routes, CorsRules cors, Func<Guid> newGuid, ILogger<GatewayEndpoint> logger) =>
        (this.routes, this.cors, this.newGuid, this.logger) = (routes, cors, newGuid, logger);

    public async Task HandleAsync(HttpContext context)
    {
        var requestId = $"req_{newGuid():N}";
        context.Response.Headers["x-request-id"] = requestId;
        SecurityHeaders.Write(context);
        if (cors.Answer(context))
        {
            return;
        }

        try
        {
            await routes.Find(context.Request)(context, requestId);
        }
        catch (GatewayException exception)
        {
            await AnswerAsync(context, requestId, exception.Error, exception.Step);
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException)
        {
            // Nobody is left to be told.
        }
        catch (BadHttpRequestException exception)
        {
            await AnswerAsync(context, requestId, exception.StatusCode == StatusCodes.Status408RequestTimeout
                ? new GatewayError(ErrorKind.RequestTimeout, "The request's body arrives too slowly; send it again.")
                : new GatewayError(ErrorKind.InvalidRequest, "The request was cut off, or is not proper HTTP."));
        }
        catch (OutOfMemoryException)
        {
            await AnswerAsync(context, requestId, new GatewayError(ErrorKind.UpstreamOverloaded, "The gateway has no memory left for this request; send it again in a moment."));
        }
#pragma warning disable CA1031 // The boundary: whatever else goes wrong is a defect of ours and still gets a proper answer.
        catch (Exception exception)
        {
            // Without its message, which may quote what was sent.
            Log.Defect(logger, requestId, exception.GetType().Name, exception.StackTrace);
            await AnswerAsync(context, requestId, new GatewayError(ErrorKind.Internal, "The gateway failed. Its log has the details under this request's id."));
        }
#pragma warning restore CA1031
    }

    private async Task AnswerAsync(HttpContext context, string requestId, GatewayError error, string? step = null)
    {
        Log.Refused(logger, requestId, error.Kind, step, context.Response.HasStarted);
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        await ErrorAnswer.For(error, context.Request).WriteAsync(context);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{RequestId} ended with {Kind} at step {Step} (started: {HasStarted})")]
        public static partial void Refused(ILogger logger, string requestId, ErrorKind kind, string? step, bool hasStarted);

        [LoggerMessage(Level = LogLevel.Error, Message = "{RequestId} met a defect: {ExceptionType}\n{StackTrace}")]
        public static partial void Defect(ILogger logger, string requestId, string exceptionType, string? stackTrace);
    }
}
