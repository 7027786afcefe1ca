using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Keys;

/// <summary>
/// Slows down whoever tries one wrong secret after the other. An address may fail <see cref="Burst"/> times, and then once every <see cref="Pause"/>. The same
/// secret again is the same failure: a client that repeats itself six times is not guessing. Its size is fixed: addresses share slots by chance.
/// </summary>
internal sealed class AttemptThrottle(TimeProvider timeProvider)
{
    public const int Burst = 20;
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    private readonly Lock gate = new();
    private readonly Slot[] slots = new Slot[4096];

    /// <exception cref="GatewayException">The address has failed too often.</exception>
    public void Require(string? address)
    {
        if (address is null)
        {
            return;
        }

        lock (gate)
        {
            var wait = SlotOf(address).PaidAt - timeProvider.GetUtcNow() - (Pause * (Burst - 1));
            if (wait > TimeSpan.Zero)
            {
                throw new GatewayException(new GatewayError(ErrorKind.RateLimited, "Too many wrong keys came from this address.") { RetryAfter = wait });
            }
        }
    }

    /// <param name="attempt">What was tried. It is not kept.</param>
    public void Fail(string? address, string attempt)
    {
        if (address is null)
        {
            return;
        }

        lock (gate)
        {
            ref var slot = ref SlotOf(address);
            var tried = attempt.GetHashCode(StringComparison.Ordinal);
            if (slot.Latest != tried)
            {
                var now = timeProvider.GetUtcNow();
                slot = new Slot((slot.PaidAt > now ? slot.PaidAt : now) + Pause, tried);
            }
        }
    }

    private ref Slot SlotOf(string address) => ref slots[(uint)address.GetHashCode(StringComparison.Ordinal) % (uint)slots.Length];

    /// <param name="PaidAt">When the failures so far are forgotten.</param>
    private record struct Slot(DateTimeOffset PaidAt, int? Latest);
}
