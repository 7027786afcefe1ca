namespace CodexFuncGateway.ResponsesApi;

/// <summary>A piece of a message or of a tool's output.</summary>
public abstract record ContentPart;

/// <summary>Text, whoever wrote it; a refusal counts as text.</summary>
public sealed record TextPart(JsonText Text) : ContentPart;

/// <summary>An image as a <c>data:</c> or <c>https:</c> URL.</summary>
public sealed record ImagePart(string Url, string? Detail) : ContentPart;

/// <summary>Content of another type, such as a file.</summary>
public sealed record UnknownPart(string Type, JsonView Raw) : ContentPart;
