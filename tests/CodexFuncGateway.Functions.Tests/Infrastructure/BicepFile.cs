namespace CodexFuncGateway.Functions.Tests.Infrastructure;

/// <summary>A Bicep file: what could not be parsed, what it declares, and the names that it reads.</summary>
internal sealed record BicepFile(string Name, IReadOnlyList<string> Problems, IReadOnlyList<BicepDeclaration> Declarations, IReadOnlyList<string> Uses)
{
    public IEnumerable<BicepDeclaration> Of(string kind) => Declarations.Where(declaration => declaration.Kind == kind);

    /// <summary>The text of the one resource of a type, without the blanks that only lay it out.</summary>
    public string Resource(string name) => string.Join(' ', Of("resource").Single(resource => resource.Name == name).Text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
}
