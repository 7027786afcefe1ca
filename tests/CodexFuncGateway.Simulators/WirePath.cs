using System.Text.RegularExpressions;

namespace CodexFuncGateway.Simulators;

/// <summary>Where a wire answers: the part that belongs to a provider's base URL, and the resource below it, in which <c>{name}</c> stands for any one part of the path.</summary>
public sealed record WirePath(string Base, string Resource)
{
    public bool Matches(string path) => Regex.IsMatch(path, $"^{Regex.Replace(Regex.Escape(Base + Resource), @"\\{\w+}", "[^/]+")}$");
}
