using System.Collections.Concurrent;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Tests.Upstream;

/// <summary>A source whose answer a test decides, and which remembers what it was asked.</summary>
internal sealed class ScriptedSecretSource : ISecretSource
{
    public ConcurrentQueue<string> Asked { get; } = [];

    public Func<Task<string?>> Answer { get; set; } = () => Task.FromResult<string?>("first");

    public async ValueTask<string?> GetAsync(string name, CancellationToken cancellationToken)
    {
        Asked.Enqueue(name);
        return await Answer();
    }
}
