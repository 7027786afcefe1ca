using System.Diagnostics;

namespace CodexFuncGateway.CodexTests.Harness;

/// <summary>One run of <c>codex exec</c> in a workspace of its own, isolated from the machine's own Codex.</summary>
internal static class CodexSession
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static async Task<CodexRun> RunAsync(CodexTarget target, CodexWorkspace workspace, string prompt)
    {
        await File.WriteAllTextAsync(Path.Combine(workspace.Home, "config.toml"), target.ConfigToml);
        var result = await ChildProcess.RunAsync(Start(target, workspace, prompt), Limit);
        return new CodexRun(result);
    }

    private static ProcessStartInfo Start(CodexTarget target, CodexWorkspace workspace, string prompt)
    {
        var executable = CodexInstallation.Current.Executable ?? throw new InvalidOperationException(CodexInstallation.Current.Problem);
        string[] arguments = ["exec", "--json", "--skip-git-repo-check", "--dangerously-bypass-approvals-and-sandbox", "--cd", workspace.Project, prompt];
        var start = new ProcessStartInfo(executable, arguments) { WorkingDirectory = workspace.Project };
        start.Environment["CODEX_HOME"] = workspace.Home;
        start.Environment["CODEX_GATEWAY_KEY"] = target.Key;
        start.Environment.Remove("OPENAI_API_KEY");
        start.Environment.Remove("CODEX_API_KEY");
        return start;
    }
}
