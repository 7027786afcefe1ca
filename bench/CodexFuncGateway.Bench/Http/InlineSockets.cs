namespace CodexFuncGateway.Bench.Http;

/// <summary>
/// Lets this process continue on the thread that polls its sockets. Upstream and load client never block there, and without
/// the hop to the thread pool they leave more of the machine to what is measured. The measured processes never inherit it.
/// </summary>
internal static class InlineSockets
{
    public const string Variable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>Takes effect only before the process's first socket.</summary>
    public static void Enable() => Environment.SetEnvironmentVariable(Variable, "1");
}
