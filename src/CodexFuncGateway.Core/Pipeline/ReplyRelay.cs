using System.Runtime.CompilerServices;
using System.Text.Json;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Pipeline;

/// <summary>
/// The step Relay: upstream bytes → reply parts → Responses events → client. What one read of the upstream brought is written and flushed
/// at once; until the first byte is written an error still gets a status of its own, and after it becomes <c>response.failed</c>. The first
/// byte is written when the call's row is in the ledger.
/// </summary>
internal sealed class ReplyRelay(GatewayOptions options, TimeProvider timeProvider)
{
    public async Task RelayAsync(GatewayCall call, Task<Exchange> sending, IClientReply reply, CallLifetime lifetime)
    {
        using var form = call.Format.Begin(call, reply);
        using var assembler = new ReplyAssembler(call.Head, form.Events) { IsRelayed = call.Route.Capabilities.NativeResponses, KeepsResponse = !call.IsStream };
        try
        {
            await RelayPartsAsync(call, sending, assembler, form, reply, lifetime);
            await form.CompleteAsync(assembler, UsageEstimate.Of(assembler, call));
        }
        finally
        {
            call.Usage = new UsageReported(UsageEstimate.Of(assembler, call), assembler.Usage?.ServiceTier)
            {
                Billed = UsageEstimate.IsFinal(assembler) ? assembler.Usage!.Billed : null,
            };
            call.IsEstimate = call.MayCost && !UsageEstimate.IsFinal(assembler);
            call.End = assembler.End;
        }
    }

    private async Task RelayPartsAsync(
        GatewayCall call, Task<Exchange> sending, ReplyAssembler assembler, IReplyForm form, IClientReply reply, CallLifetime lifetime)
    {
        await using var keepAlive = new KeepAlive(TimeSpan.FromSeconds(options.KeepAliveSeconds), timeProvider,
            () => call.Row.IsRecorded ? form.KeepAliveAsync(assembler) : ValueTask.CompletedTask);
        try
        {
            var exchange = await keepAlive.WaitAsync(new ValueTask<Exchange>(sending));
            assembler.Attach(exchange.Origin);
            reply.TurnState = exchange.TurnState;
            await using var body = exchange.Reply.Body;
            await call.Row.WaitAsync();
            await using var parts = exchange.Dialect.ReadReplyAsync(exchange.Reply, lifetime.Token).GetAsyncEnumerator(lifetime.Token);
            while (await NextAsync(parts, keepAlive, form, lifetime))
            {
                call.FirstTokenAt ??= SaysSomething(parts.Current) ? timeProvider.GetUtcNow() : null;
                Accept(Clean(parts.Current, exchange.Reply), assembler, form);
            }

            if (!form.HasStarted)
            {
                // Not a word of what was asked for: a web page, say, or a stream that ended at once.
                throw new GatewayException(ReplyEnd.CutOff.Error!);
            }
        }
        catch (Exception exception) when (Translate(exception) is { } error)
        {
            Fail(assembler, form, error, exception);
        }
    }

    /// <summary>What has been written is flushed when, and only when, the upstream has nothing more at hand.</summary>
    private static ValueTask<bool> NextAsync(IAsyncEnumerator<ReplyPart> parts, KeepAlive keepAlive, IReplyForm form, CallLifetime lifetime)
    {
        var next = parts.MoveNextAsync();
        return next.IsCompleted && !form.IsFull ? next : FlushAndWaitAsync(next, keepAlive, form, lifetime);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<bool> FlushAndWaitAsync(ValueTask<bool> next, KeepAlive keepAlive, IReplyForm form, CallLifetime lifetime)
    {
        try
        {
            await form.FlushAsync();
        }
        catch
        {
            // What reads the upstream can only be let go of when its last read is over.
            lifetime.End();
            await ((Task)next.AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        return await keepAlive.WaitAsync(next);
    }

    /// <summary>An upstream may quote the credential in the middle of a reply, too.</summary>
    private static ReplyPart Clean(ReplyPart part, UpstreamReply reply) => part is Failed failed ? failed with { Error = reply.Clean(failed.Error) } : part;

    private static bool SaysSomething(ReplyPart part) => part switch
    {
        NativeEvent { Type: var type } => type.Span.EndsWith(".delta"u8),
        UsageReported or Untold or Finished or Failed => false,
        _ => true,
    };

    private static void Accept(ReplyPart part, ReplyAssembler assembler, IReplyForm form)
    {
        if (!form.HasStarted && part is not (UsageReported or Untold))
        {
            if (part is Failed { Error: var error })
            {
                throw new GatewayException(error);
            }

            form.Start();
        }

        if (!assembler.HasStarted && part is not (NativeEvent or NativeDeltas or UsageReported or Untold))
        {
            assembler.Start();
        }

        assembler.Accept(part);
    }

    /// <summary>A reply that was complete before the connection broke is complete.</summary>
    private static void Fail(ReplyAssembler assembler, IReplyForm form, GatewayError error, Exception exception)
    {
        if (!form.HasStarted)
        {
            throw exception as GatewayException ?? new GatewayException(error, exception);
        }

        if (assembler.End is null)
        {
            assembler.Fail(error);
        }
    }

    /// <summary>What an exception says about the upstream; null where it is about something else.</summary>
    private static GatewayError? Translate(Exception exception) => exception switch
    {
        GatewayException { Error: var error } => error,
        TimeoutException => new GatewayError(ErrorKind.UpstreamTimeout, "The provider fell silent in the middle of its reply."),
        IOException or HttpRequestException => ReplyEnd.CutOff.Error,
        JsonException => new GatewayError(ErrorKind.UpstreamFailed, "The provider sent an event that is not valid JSON."),
        InvalidDataException => new GatewayError(ErrorKind.UpstreamFailed, exception.Message),
        _ => null,
    };
}
