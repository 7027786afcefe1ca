using System.Diagnostics;

namespace CodexFuncGateway.CodexTests.Harness;

/// <summary>One run of <c>codex exec</c> in a workspace of its own, isolated from the machine's own Codex.</summary>
internal static class CodexSession
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly string[] Switches = ["--json", "--skip-git-repo-check", "--dangerously-bypass-approvals-and-sandbox"];

    /// <param name="more">Further switches, such as <c>--output-schema</c>.</param>
    public static Task<CodexRun> RunAsync(CodexTarget target, CodexWorkspace workspace, string prompt, params string[] more) =>
        StartAsync(target, workspace, ["exec", .. Switches, .. more, prompt]);

    /// <summary>Goes on with the workspace's last session, which may have been with another model.</summary>
    public static Task<CodexRun> ResumeAsync(CodexTarget target, CodexWorkspace workspace, string prompt) =>
        StartAsync(target, workspace, ["exec", "resume", "--last", "--all", .. Switches, prompt]);

    /// <summary>The models that Codex knows of at a target.</summary>
    public static Task<CodexRun> ListModelsAsync(CodexTarget target, CodexWorkspace workspace) => StartAsync(target, workspace, ["debug", "models"]);

    private static async Task<CodexRun> StartAsync(CodexTarget target, CodexWorkspace workspace, string[] arguments)
    {
        await File.WriteAllTextAsync(Path.Combine(workspace.Home, "config.toml"), target.ConfigToml);
        return new CodexRun(await ChildProcess.RunAsync(Start(target, workspace, arguments), Limit));
    }

    private static ProcessStartInfo Start(CodexTarget target, CodexWorkspace workspace, string[] arguments)
    {
        var executable = CodexInstallation.Current.Executable ?? throw new InvalidOperationException(CodexInstallation.Current.Problem);
        var start = new ProcessStartInfo(executable, arguments) { WorkingDirectory = workspace.Project };
        start.Environment["CODEX_HOME"] = workspace.Home;
        start.Environment["CODEX_GATEWAY_KEY"] = target.Key;
        start.Environment.Remove("OPENAI_API_KEY");
        start.Environment.Remove("CODEX_API_KEY");
        return start;
    }
}
