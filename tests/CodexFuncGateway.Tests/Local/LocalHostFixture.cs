using CodexFuncGateway.Local;
using CodexFuncGateway.Tests.Storage.Embedded;

namespace CodexFuncGateway.Tests.Local;

/// <summary>A directory in which local hosts can be started, one after another, on free ports.</summary>
public sealed class LocalHostFixture : IDisposable
{
    private readonly TemporaryDirectory root = new();

    /// <summary>The hosts' data directory; the first of them makes it.</summary>
    public string Data => Path.Combine(root.Path, "data");

    public Task<LocalHost> StartAsync(params (string Key, string Value)[] settings)
    {
        var all = settings.Append(("Gateway:DataDirectory", Data)).ToDictionary(setting => setting.Item1, setting => (string?)setting.Item2);
        return LocalHost.StartAsync(["--urls", "http://127.0.0.1:0"], all);
    }

    public void Dispose() => root.Dispose();
}
