namespace CodexFuncGateway.CodexTests.Harness;

/// <summary>What a finished program left behind.</summary>
internal sealed record ChildResult(int ExitCode, string Output, string Error, bool TimedOut);
