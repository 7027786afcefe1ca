using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http;

/// <summary>Tells the Codex CLI and its kin (terminal, <c>exec</c>, editor extensions) from other clients, since it reads errors its own way.</summary>
internal static class CodexClient
{
    public static bool Sent(HttpRequest request) => StartsWithCodex(request.Headers["originator"].ToString()) || StartsWithCodex(request.Headers.UserAgent.ToString());

    private static bool StartsWithCodex(string value) => value.StartsWith("codex", StringComparison.OrdinalIgnoreCase);
}
