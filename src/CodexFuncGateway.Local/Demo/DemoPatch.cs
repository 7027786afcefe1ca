namespace CodexFuncGateway.Local.Demo;

/// <summary>Writes the patch that makes a file print a text, in the form of Codex's <c>apply_patch</c>.</summary>
internal static class DemoPatch
{
    /// <param name="content">What the file holds; null where there is none.</param>
    /// <returns>Null where the file says it already.</returns>
    public static string? Write(string file, string? content, string wanted)
    {
        var language = DemoLanguage.Of(file);
        var statement = language.Say(wanted);
        if (content is null)
        {
            return Wrap($"*** Add File: {file}", $"+{statement}");
        }

        var lines = content.Split('\n');
        if (Array.Exists(lines, line => line.Trim() == statement))
        {
            return null;
        }

        // Without lines around it, a hunk replaces the first line that equals its own, which is the one found here.
        var printing = Array.Find(lines, line => language.Printing?.IsMatch(line) is true);
        return printing is null
            ? Wrap($"*** Update File: {file}", "@@", $"+{statement}")
            : Wrap($"*** Update File: {file}", "@@", $"-{printing}", $"+{Indentation(printing)}{statement}");
    }

    private static string Indentation(string line) => line[..^line.TrimStart().Length];

    private static string Wrap(params string[] lines) => $"*** Begin Patch\n{string.Join('\n', lines)}\n*** End Patch\n";
}
