using System.IO.Pipelines;
using CodexFuncGateway.Encodings;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Pipeline;
using CodexFuncGateway.Tests.Support;

namespace CodexFuncGateway.Tests.Pipeline;

public sealed class BodyReceiverTests : IDisposable
{
    private static readonly GatewayOptions Options = new() { ReceiveIdleSeconds = 20, ReceiveSeconds = 100 };

    private readonly ManualTimeProvider time = new();
    private readonly Pipe pipe = new(new PipeOptions(readerScheduler: PipeScheduler.Inline, useSynchronizationContext: false));
    private readonly BodyBuffer buffer = new(1_000, 16);

    public void Dispose() => buffer.Dispose();

    [Fact]
    public async Task A_body_that_is_there_needs_no_timer()
    {
        await pipe.Writer.WriteAsync("all of it"u8.ToArray());
        await pipe.Writer.CompleteAsync();

        Assert.True(ReceiveAsync().IsCompletedSuccessfully);
        Assert.Equal("all of it"u8, buffer.Written.Span);
    }

    [Fact]
    public async Task A_body_may_pause_again_and_again()
    {
        var receiving = await StartAsync();
        for (var piece = 0; piece < 5; piece++)
        {
            time.Advance(TimeSpan.FromSeconds(19));
            await pipe.Writer.WriteAsync("x"u8.ToArray());
        }

        await pipe.Writer.CompleteAsync();
        await receiving;
        Assert.Equal("xxxxx"u8, buffer.Written.Span);
    }

    [Fact]
    public async Task A_pause_that_is_too_long_ends_it()
    {
        var receiving = await StartAsync();
        await pipe.Writer.WriteAsync("x"u8.ToArray());

        time.Advance(TimeSpan.FromSeconds(20));

        await AssertTooSlowAsync(receiving, "paused for more than 20 seconds");
    }

    [Fact]
    public async Task A_body_that_trickles_for_ever_ends_too()
    {
        var receiving = await StartAsync();
        for (var piece = 0; piece < 6 && !receiving.IsCompleted; piece++)
        {
            time.Advance(TimeSpan.FromSeconds(19));
            await pipe.Writer.WriteAsync("x"u8.ToArray());
        }

        await AssertTooSlowAsync(receiving, "took more than 100 seconds");
    }

    [Fact]
    public async Task A_client_that_leaves_is_not_called_slow()
    {
        using var leaving = new CancellationTokenSource();
        var receiving = await StartAsync(leaving.Token);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiving);
    }

    /// <summary>Away from the test's own context, so that what is written is read at once; returns when the first read waits.</summary>
    private async Task<Task> StartAsync(CancellationToken cancellationToken = default)
    {
        Task? receiving = null;
        await Task.Run(() => { receiving = ReceiveAsync(cancellationToken); }, CancellationToken.None);
        return receiving!;
    }

    private Task ReceiveAsync(CancellationToken cancellationToken = default) => new BodyReceiver(Options, time).ReceiveAsync(pipe.Reader, buffer, cancellationToken).AsTask();

    private static async Task AssertTooSlowAsync(Task receiving, string message)
    {
        var refusal = await Assert.ThrowsAsync<GatewayException>(() => receiving.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(ErrorKind.RequestTimeout, refusal.Error.Kind);
        Assert.Contains(message, refusal.Error.Message);
    }
}
