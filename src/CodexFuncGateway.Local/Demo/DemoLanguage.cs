using System.Text.RegularExpressions;

namespace CodexFuncGateway.Local.Demo;

/// <summary>How a file is made to print a text, and how it is run.</summary>
/// <param name="Statement">A line that prints; <c>{0}</c> is the text.</param>
/// <param name="Printing">Finds a line that prints a constant text.</param>
internal sealed record DemoLanguage(string Extension, string Statement, Regex? Printing, string Run)
{
    private static readonly DemoLanguage Text = new("", "{0}", null, "cat {0}");

    private static readonly DemoLanguage[] Known =
    [
        new(".py", "print(\"{0}\")", new Regex(@"^\s*print\("), "python3 {0}"),
        new(".sh", "echo \"{0}\"", new Regex(@"^\s*echo\s"), "sh {0}"),
        new(".js", "console.log(\"{0}\");", new Regex(@"^\s*console\.log\("), "node {0}"),
        new(".mjs", "console.log(\"{0}\");", new Regex(@"^\s*console\.log\("), "node {0}"),
    ];

    public static DemoLanguage Of(string file) => Find(file) ?? Text;

    public static bool Knows(string file) => Find(file) is not null;

    public string Say(string text) => string.Format(Statement, text);

    public string RunCommand(string file) => string.Format(Run, file);

    private static DemoLanguage? Find(string file) => Known.FirstOrDefault(language => language.Extension == Path.GetExtension(file));
}
