namespace CodexFuncGateway.Tests.Ledger;

/// <summary>A gate before a store: the test learns when a write has reached it and says when it opens.</summary>
public sealed class HeldWrites
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Reached => reached.Task;

    public void Release() => released.TrySetResult();

    public Task WaitAsync()
    {
        reached.TrySetResult();
        return released.Task;
    }
}
