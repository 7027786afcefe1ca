namespace CodexFuncGateway.Local.Demo;

/// <summary>What the script says next, and the tools it calls.</summary>
internal sealed record DemoReply(string Text, params IReadOnlyList<DemoToolCall> Calls);

/// <summary>A call as chat completions make it: a function's name, and its arguments as an object.</summary>
internal sealed record DemoToolCall(string Tool, object Arguments)
{
    public static DemoToolCall Shell(string command) => new(DemoCall.Shell, new { cmd = command });

    public static DemoToolCall Patch(string patch) => new(DemoCall.Patch, new { input = patch });
}
