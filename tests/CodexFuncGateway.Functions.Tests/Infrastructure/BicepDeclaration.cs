namespace CodexFuncGateway.Functions.Tests.Infrastructure;

/// <summary>A declaration in a Bicep file.</summary>
/// <param name="Kind">parameter, variable, resource, module, output or type.</param>
/// <param name="Target">A resource's type with its version, or a module's path.</param>
/// <param name="Params">The names of what a module is given.</param>
internal sealed record BicepDeclaration(string Kind, string Name, string? Target, string Text, IReadOnlyList<string> Decorators, IReadOnlyList<string> Params)
{
    public bool HasDefault => Text.Contains('=', StringComparison.Ordinal);
}
