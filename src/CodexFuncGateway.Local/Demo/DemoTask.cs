using System.Text.RegularExpressions;

namespace CodexFuncGateway.Local.Demo;

/// <summary>What the script makes of a prompt: a file that it names, and a text that the file is to print.</summary>
/// <param name="File">The name of a file in the working directory; null where the prompt names none.</param>
internal sealed partial record DemoTask(string? File, string Wanted)
{
    private const string UsualText = "Hello, world";

    public static DemoTask Read(string prompt)
    {
        var file = FileName().Match(prompt);
        var quoted = Quoted().Match(prompt);
        var printed = Printed().Match(prompt);
        var wanted = quoted.Success ? quoted.Groups[1].Value : printed.Success ? printed.Groups[1].Value.TrimEnd('.', '!', ' ') : "";
        return new DemoTask(file.Success ? file.Value : null, IsPlain(wanted) ? wanted : UsualText);
    }

    /// <summary>Whether it can stand between quotes in any of the languages without being escaped.</summary>
    private static bool IsPlain(string text) => text.Length > 0 && text.All(character => char.IsLetterOrDigit(character) || " ,.:;+-_=".Contains(character));

    // No slashes: the script leaves other directories alone.
    [GeneratedRegex(@"(?<![\w./-])[A-Za-z0-9_][\w-]*\.(?:py|sh|js|mjs|txt|md)\b(?!/)")]
    private static partial Regex FileName();

    [GeneratedRegex("""["“'`](\w[^"”'`\n.]*)["”'`]""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b(?:prints?|says?|outputs?)\s+(\w[^\n]*)", RegexOptions.IgnoreCase)]
    private static partial Regex Printed();
}
