using System.Text.RegularExpressions;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Translation;

/// <summary>
/// Gives each of the client's tools a name that the upstream takes, <c>[A-Za-z0-9_-]</c> or less up to a limit, and remembers whose it is.
/// Members of a namespace are flattened to <c>namespace__member</c>; what is too long, or already taken, ends in a hash of the whole name.
/// </summary>
internal sealed partial class UpstreamToolNames(int limit, ToolNameForm form = ToolNameForm.Word)
{
    private readonly Dictionary<ToolName, string> upstreamNames = [];
    private readonly Dictionary<string, ToolName> tools = [];

    public string For(ToolName tool)
    {
        if (!upstreamNames.TryGetValue(tool, out var name))
        {
            name = Choose(tool);
            upstreamNames.Add(tool, name);
            tools.Add(name, tool);
        }

        return name;
    }

    public ToolName Restore(string upstreamName) => tools.TryGetValue(upstreamName, out var tool) ? tool : new ToolName(null, upstreamName);

    private string Choose(ToolName tool)
    {
        var full = tool.Namespace is null ? tool.Name : $"{tool.Namespace}__{tool.Name}";
        var plain = Plain(full);
        if (plain == full && plain.Length <= limit && !tools.ContainsKey(plain))
        {
            return plain;
        }

        var name = AddHash(plain, $"{tool.Namespace}\0{tool.Name}");
        for (var other = 1; tools.ContainsKey(name); other++)
        {
            // A client may offer a tool that is named just like that.
            name = AddHash(plain, $"{tool.Namespace}\0{tool.Name}\0{other}");
        }

        return name;
    }

    private string Plain(string full)
    {
        var plain = (form == ToolNameForm.Identifier ? NotInIdentifiers() : NotInWords()).Replace(full, "_");
        return form != ToolNameForm.Word && plain is [(>= '0' and <= '9') or '-', ..] ? $"_{plain}" : plain;
    }

    private string AddHash(string plain, string whole)
    {
        var hash = StableHash.Hex(whole, 8);
        return $"{plain[..Math.Min(plain.Length, limit - hash.Length - 1)]}_{hash}";
    }

    [GeneratedRegex("[^A-Za-z0-9_-]")]
    private static partial Regex NotInWords();

    [GeneratedRegex("[^A-Za-z0-9_]")]
    private static partial Regex NotInIdentifiers();
}
