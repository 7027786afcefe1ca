using System.Text;

namespace CodexFuncGateway.Simulators.Scripts;

/// <summary>A search of the web that the model runs at its host before it speaks; the first half of what it says then rests on the sources.</summary>
public sealed record ScriptedSearch(string Query, params IReadOnlyList<ScriptedSource> Sources)
{
    /// <summary>Whether it finds nothing because it fails.</summary>
    public bool Fails { get; init; }

    /// <summary>The part of a text that rests on the sources: up to a space near its middle.</summary>
    public static string Cited(string text) => text.IndexOf(' ', text.Length / 2) is > 0 and var end ? text[..end] : text;

    internal static int CitedBytes(string text) => Encoding.UTF8.GetByteCount(Cited(text));
}
