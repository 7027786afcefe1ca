namespace CodexFuncGateway.Functions.Tests.Hosting;

/// <summary>The host's word that an instance is going, which every function's token brings.</summary>
internal sealed class InstanceEnd : IDisposable
{
    private readonly CancellationTokenSource source = new();

    public CancellationToken Token => source.Token;

    public Task TellAsync() => source.CancelAsync();

    public void Dispose() => source.Dispose();
}
