namespace CodexFuncGateway.Local.Demo;

/// <summary>
/// Plays a coding model: looks around, reads a file, patches it, runs it, and says what came of it. Keeps no state; where it stands it sees
/// from the calls that the request brings, as a model would.
/// </summary>
internal static class DemoScript
{
    private const string FileOfItsOwn = "hello.sh";
    private const string Read = "cat ";
    private const string List = "ls";

    private const string Introduction =
        "I am demo/coder: not a model but a script behind this gateway. It shows Codex at work without an account: I read a file, patch it so that it prints a text, and run it.";

    public static DemoReply Next(DemoSession session)
    {
        if (!session.HasTools)
        {
            return new DemoReply($"{Introduction} For that I need Codex's tools; without them I can only say this.");
        }

        var task = DemoTask.Read(session.Prompt);
        var file = session.Calls.LastOrDefault(call => call.IsShell && call.Input.StartsWith(Read, StringComparison.Ordinal));
        return session.Calls.Count == 0 ? LookAround(task) : file is null ? ReadSomeFile(session, task) : Continue(session, task, file);
    }

    private static DemoReply LookAround(DemoTask task) => task.File is null
        ? new DemoReply($"{Introduction} First I look around.", DemoToolCall.Shell(List))
        : new DemoReply($"{Introduction} First I look around and read {task.File}.", DemoToolCall.Shell(List), DemoToolCall.Shell(Read + task.File));

    private static DemoReply ReadSomeFile(DemoSession session, DemoTask task)
    {
        var file = Names(session).FirstOrDefault(name => DemoLanguage.Knows(name) && DemoTask.Read(name).File == name) ?? FileOfItsOwn;
        return new DemoReply($"You named no file, so I take {file}.", DemoToolCall.Shell(Read + file));
    }

    /// <summary>The last word of each line: PowerShell's listing has other columns before it.</summary>
    private static IEnumerable<string> Names(DemoSession session) =>
        session.Calls.Where(call => call.IsShell && call.Input == List).SelectMany(call => call.Output.Split('\n', StringSplitOptions.TrimEntries)).Select(line => line.Split(' ')[^1]);

    private static DemoReply Continue(DemoSession session, DemoTask task, DemoCall read)
    {
        var file = read.Input[Read.Length..];
        if (!read.Succeeded && Names(session).Contains(file))
        {
            return new DemoReply($"I cannot read {file}, so I leave it alone: {read.Output.Trim()}");
        }

        var content = read.Succeeded ? read.Output : null;
        var patch = session.Calls.FirstOrDefault(call => call.Tool == DemoCall.Patch);
        if (patch is null && DemoPatch.Write(file, content, task.Wanted) is { } change)
        {
            return new DemoReply($"{(content is null ? $"There is no {file} yet; I write it" : $"I patch {file}")} so that it prints \"{task.Wanted}\".", DemoToolCall.Patch(change));
        }

        if (patch is { Succeeded: false })
        {
            return new DemoReply($"My patch of {file} was not applied: {patch.Output.Trim()}");
        }

        var run = session.Calls[^1] is { IsShell: true } last && last.Input == DemoLanguage.Of(file).RunCommand(file) ? last : null;
        return run is null ? RunIt(file, patch) : Conclude(file, patch, run);
    }

    private static DemoReply RunIt(string file, DemoCall? patch) =>
        new(patch is null ? $"{file} says so already; I run it." : $"Now I run {file}.", DemoToolCall.Shell(DemoLanguage.Of(file).RunCommand(file)));

    private static DemoReply Conclude(string file, DemoCall? patch, DemoCall run)
    {
        var done = patch is null ? $"{file} needed no change" : $"I patched {file}";
        return new DemoReply(run.Succeeded
            ? $"{done}. I ran it with `{run.Input}`, and it printed:\n\n{run.Output.Trim()}"
            : $"{done}, but `{run.Input}` failed:\n\n{run.Output.Trim()}");
    }
}
