using System.Text.RegularExpressions;

namespace CodexFuncGateway.Local.Demo;

/// <summary>A tool call of the session, with what came of it.</summary>
/// <param name="Input">The command of <c>exec_command</c>, the patch of <c>apply_patch</c>.</param>
/// <param name="Result">The tool's whole output, with Codex's preamble.</param>
internal sealed partial record DemoCall(string Tool, string Input, string Result)
{
    public const string Shell = "exec_command";
    public const string Patch = "apply_patch";
    private const string BeforeOutput = "Output:\n";

    public bool IsShell => Tool == Shell;

    public bool Succeeded => ExitCode().Match(Result) is { Success: true, Groups: [_, { Value: "0" }] };

    /// <summary>What the command printed, without Codex's preamble.</summary>
    public string Output => Result.IndexOf(BeforeOutput, StringComparison.Ordinal) is >= 0 and var start ? Result[(start + BeforeOutput.Length)..] : Result;

    [GeneratedRegex(@"^(?:Process exited with code|Exit code:) (\d+)", RegexOptions.Multiline)]
    private static partial Regex ExitCode();
}
