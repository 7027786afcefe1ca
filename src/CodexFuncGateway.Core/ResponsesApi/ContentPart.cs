using System.Text.Json;

namespace CodexFuncGateway.ResponsesApi;

/// <summary>A piece of a message or of a tool's output.</summary>
public abstract record ContentPart;

/// <summary>Text, whoever wrote it; a refusal counts as text. Decoded when it is first asked for, which a relayed request never does.</summary>
public sealed record TextPart : ContentPart
{
    private readonly JsonElement json;
    private string? text;

    public TextPart(string text) => this.text = text;

    /// <param name="json">A string.</param>
    internal TextPart(JsonElement json) => this.json = json;

    public string Text => text ??= json.GetString()!;

    public bool Equals(TextPart? other) => other is not null && Text == other.Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
}

/// <summary>An image as a <c>data:</c> or <c>https:</c> URL.</summary>
public sealed record ImagePart(string Url, string? Detail) : ContentPart;

/// <summary>Content of another type, such as a file.</summary>
public sealed record UnknownPart(string Type, JsonElement Raw) : ContentPart;
