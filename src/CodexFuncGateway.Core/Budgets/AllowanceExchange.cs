using CodexFuncGateway.Instances;

namespace CodexFuncGateway.Budgets;

/// <summary>
/// Draws money from a pool into an allowance and gives it back, one exchange at a time. What this process believes to have drawn only grows once the
/// pool has taken the write, and shrinks before it is asked to: whatever becomes of a write, the process never believes in more than the pool does.
/// </summary>
internal sealed class AllowanceExchange(Allowance allowance, BudgetPool pool, InstanceLease lease, BudgetOptions options, TimeProvider timeProvider) : IDisposable
{
    private const int MostAttempts = 30;

    /// <summary>Every instance leaves most of the pool to the others, so what is drawn at once dwindles with the pool.</summary>
    private const int ShareOfPool = 8;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestJitter = TimeSpan.FromMilliseconds(20);

    private readonly SemaphoreSlim single = new(1);
    private bool hasShare;
    private int drawnIn;
    private long told;

    public Allowance Allowance => allowance;

    /// <summary>The lease's present term; null while it is not held.</summary>
    public int? HeldTerm => lease.IsHeld ? lease.Term : null;

    /// <summary>Below this much free money, more is drawn ahead; 0 while the pool is too low for that.</summary>
    public long LowWater { get; private set; }

    /// <summary>What calls have cost that the pool does not know of.</summary>
    public long Untold => allowance.Settled - Volatile.Read(ref told);

    /// <summary>Draws what a call needs, and some for the calls after it.</summary>
    /// <param name="limit">The budget's limit.</param>
    /// <param name="need">What is to be free.</param>
    /// <param name="least">What the call can make do with, where the pool has not all.</param>
    /// <returns>Null where it was drawn for another call meanwhile.</returns>
    public async Task<PoolView?> DrawAsync(long limit, long need, long least)
    {
        using var turn = await BeginAsync();
        return HeldTerm == drawnIn && allowance.Free >= need
            ? null
            : await RunAsync(limit, undrawn => More(undrawn, need, least), tells: false, turn.Token);
    }

    /// <summary>Gives back what is free beyond <paramref name="keep"/>, and tells what was spent.</summary>
    public async Task<PoolView> GiveBackAsync(long limit, long keep)
    {
        using var turn = await BeginAsync();
        allowance.Withdraw(keep);
        return await RunAsync(limit, _ => 0, tells: true, turn.Token);
    }

    public async Task<PoolView> LookAsync(long limit)
    {
        using var deadline = new CancellationTokenSource(Deadline, timeProvider);
        var sums = await pool.ReadSumsAsync(deadline.Token);
        return new PoolView(limit - sums.Drawn, limit - sums.Settled, MayComeBack: sums.Drawn > sums.Settled);
    }

    public void Dispose() => single.Dispose();

    private long More(long undrawn, long need, long least)
    {
        var free = allowance.Free;
        var missing = need - free;
        if (missing <= 0 || undrawn <= 0)
        {
            return 0;
        }

        var call = Math.Max(1, allowance.Largest);
        var ahead = Math.Min(undrawn / ShareOfPool, options.CallsAhead * call);
        var more = undrawn >= missing ? Math.Min(undrawn, Math.Max(missing, ahead))
            : free + undrawn >= least ? undrawn
            : 0;
        LowWater = ahead >= 4 * call ? more / 4 : 0;
        return more;
    }

    private async Task<Turn> BeginAsync()
    {
        var deadline = new CancellationTokenSource(Deadline, timeProvider);
        try
        {
            await single.WaitAsync(deadline.Token);
            return new Turn(single, deadline);
        }
        catch
        {
            deadline.Dispose();
            throw;
        }
    }

    private async Task<PoolView> RunAsync(long limit, Func<long, long> choose, bool tells, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            if (await TryAsync(limit, choose, tells, cancellationToken) is { } view)
            {
                return view;
            }

            await Task.Delay(LongestJitter * Random.Shared.NextDouble() * Math.Min(attempt, 4), timeProvider, cancellationToken);
        }

        throw new TimeoutException("Others changed the pool each time before this process did.");
    }

    /// <returns>Null where somebody else was faster.</returns>
    private async Task<PoolView?> TryAsync(long limit, Func<long, long> choose, bool tells, CancellationToken cancellationToken)
    {
        if (!lease.IsHeld)
        {
            await lease.RenewAsync(cancellationToken);
        }

        var term = lease.Term;
        allowance.KeepOnly(term);
        var state = await pool.ReadAsync(lease.Id, cancellationToken);
        var now = timeProvider.GetUtcNow();
        // A share that was forgotten had been put right by the ledger before: what is settled is in the sums.
        var before = state.Share ?? (hasShare ? allowance.Share(0, now) with { Drawn = allowance.Settled } : null);
        var more = choose(limit - state.Sums.With(before, allowance.Share(0, now)).Drawn);
        var share = allowance.Share(more, now);
        var sums = state.Sums.With(before, share);
        if (share.Drawn != (before?.Drawn ?? 0) || (tells && share.Settled != (before?.Settled ?? 0)))
        {
            if (await pool.TryWriteAsync(state, lease.Id, share, before, cancellationToken) is null)
            {
                return null;
            }

            hasShare = true;
            Volatile.Write(ref told, share.Settled);
        }

        allowance.Confirm(more, term);
        drawnIn = term;
        return View(limit, sums, share);
    }

    private PoolView View(long limit, PoolSums sums, PoolShare own)
    {
        var heldElsewhere = sums.Drawn - sums.Settled - (own.Drawn - own.Settled);
        return new PoolView(limit - sums.Drawn, limit - sums.Settled, heldElsewhere > 0 || allowance.Reserved > 0);
    }

    /// <summary>The right to be the only one, for a limited time.</summary>
    private sealed class Turn(SemaphoreSlim single, CancellationTokenSource deadline) : IDisposable
    {
        public CancellationToken Token => deadline.Token;

        public void Dispose()
        {
            single.Release();
            deadline.Dispose();
        }
    }
}
