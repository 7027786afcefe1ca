namespace CodexFuncGateway.Budgets;

/// <summary>
/// What this process may spend of one budget in one period, drawn from the pool and not yet given back. Reservations are made of it without
/// asking anyone. No I/O: <see cref="AllowanceExchange"/> draws and gives back.
/// </summary>
internal sealed class Allowance
{
    private readonly Lock gate = new();
    private TaskCompletionSource changed = NewSignal();
    private long drawn;
    private long settled;
    private long reserved;
    private long largest;
    private int term;

    /// <summary>What may be reserved now; negative where calls cost more than was reserved for them.</summary>
    public long Free
    {
        get
        {
            lock (gate)
            {
                return drawn - settled - reserved;
            }
        }
    }

    /// <summary>What calls that are running have set aside.</summary>
    public long Reserved => Volatile.Read(ref reserved);

    /// <summary>What calls have cost.</summary>
    public long Settled => Volatile.Read(ref settled);

    /// <summary>The largest amount that was asked for lately.</summary>
    public long Largest => Volatile.Read(ref largest);

    /// <summary>How many reservations were asked for; tells whether the allowance is in use.</summary>
    public long Asked { get; private set; }

    /// <summary>When the first call started that asked for money of it.</summary>
    public DateTimeOffset? FirstCallAt { get; private set; }

    /// <summary>Completes when money comes in.</summary>
    public Task Changed
    {
        get
        {
            lock (gate)
            {
                return changed.Task;
            }
        }
    }

    /// <param name="amount">In nano-USD.</param>
    /// <param name="heldTerm">The lease's present term; null while it is not held. Money drawn in another term is not this process's any more.</param>
    /// <param name="startedAt">When the call started.</param>
    public bool TryReserve(long amount, int? heldTerm, DateTimeOffset startedAt)
    {
        lock (gate)
        {
            Asked++;
            largest = Math.Max(amount, largest - (largest / 64));
            FirstCallAt = startedAt < FirstCallAt ? startedAt : FirstCallAt ?? startedAt;
            if (heldTerm != term || drawn - settled - reserved < amount)
            {
                return false;
            }

            reserved += amount;
            return true;
        }
    }

    /// <summary>Ends a reservation. What it did not cost is free again.</summary>
    public void Settle(long amount, long cost)
    {
        lock (gate)
        {
            reserved -= amount;
            settled += cost;
        }

        Signal();
    }

    /// <summary>Takes a reservation back that was of no use; nobody need hear of it.</summary>
    public void Undo(long amount)
    {
        lock (gate)
        {
            reserved -= amount;
        }
    }

    /// <summary>Lets go of what was drawn in an earlier term of the lease, except for what is set aside: the ledger's open rows stand for that.</summary>
    public void KeepOnly(int heldTerm)
    {
        lock (gate)
        {
            drawn = heldTerm == term ? drawn : settled + reserved;
        }
    }

    /// <summary>Takes money out that is going to be given back: from now on it cannot be reserved, whether or not the store hears of it.</summary>
    public void Withdraw(long keep)
    {
        lock (gate)
        {
            drawn -= Math.Max(0, Math.Max(0, drawn - settled - reserved) - keep);
        }
    }

    /// <summary>The share as the pool should show it, with some more drawn.</summary>
    public PoolShare Share(long more, DateTimeOffset now)
    {
        lock (gate)
        {
            return new PoolShare(drawn + more, settled, FirstCallAt ?? now);
        }
    }

    /// <summary>Goes by a share that the pool has taken.</summary>
    public void Confirm(long more, int heldTerm)
    {
        lock (gate)
        {
            drawn += more;
            term = heldTerm;
        }

        if (more > 0)
        {
            Signal();
        }
    }

    private void Signal()
    {
        TaskCompletionSource signal;
        lock (gate)
        {
            (signal, changed) = (changed, NewSignal());
        }

        signal.TrySetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
