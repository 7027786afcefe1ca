using CodexFuncGateway.Simulators.Faults;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Simulators;

/// <summary>Writes frames to a client, each in a flush of its own, with the request's fault.</summary>
internal static class ReplyStream
{
    public static async Task WriteAsync(HttpContext context, SimulatedReply reply, Fault? fault)
    {
        context.Response.ContentType = reply.ContentType;
        AddHeaders(context, reply.Headers);
        await context.Response.StartAsync(context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        if (fault is Fault.Silence)
        {
            await WaitForDepartureAsync(context);
        }

        foreach (var frame in Frames(reply, fault))
        {
            await (fault is Fault.Pace pace ? pace.Gate.PassAsync(context.RequestAborted) : Task.CompletedTask);
            await context.Response.Body.WriteAsync(frame, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }

        if (fault is Fault.Cut)
        {
            // An exception closes the connection without the last chunk, after all frames are out; Abort would take some of them along.
            throw new IOException("The stream is cut as planned.");
        }
    }

    public static async Task WriteAsync(HttpContext context, Rejection rejection)
    {
        context.Response.StatusCode = rejection.Status;
        context.Response.ContentType = "application/json";
        AddHeaders(context, rejection.Headers);
        await context.Response.Body.WriteAsync(rejection.Bytes, context.RequestAborted);
    }

    /// <summary>Ends by throwing, as any write would once the client is gone.</summary>
    public static Task WaitForDepartureAsync(HttpContext context) => Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);

    private static IEnumerable<byte[]> Frames(SimulatedReply reply, Fault? fault) => fault switch
    {
        Fault.Cut cut => reply.Frames.Take(cut.Frames),
        Fault.Rewrite rewrite => rewrite.Frames(reply.Frames),
        _ => reply.Frames,
    };

    private static void AddHeaders(HttpContext context, IReadOnlyDictionary<string, string> headers)
    {
        foreach (var (name, value) in headers)
        {
            context.Response.Headers[name] = value;
        }
    }
}
