using Microsoft.AspNetCore.WebUtilities;

namespace CodexFuncGateway.Simulators.Tokens;

/// <summary>What a <see cref="LoopbackServer"/> was asked.</summary>
/// <param name="Target">Path and query.</param>
public sealed record ReceivedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The fields of a form.</summary>
    public IReadOnlyDictionary<string, string> Form => QueryHelpers.ParseQuery(Body).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
}
