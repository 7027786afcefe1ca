namespace CodexFuncGateway.CodexTests.Harness;

/// <summary>Where a package was installed, with its <c>node_modules</c>; or why it could not be.</summary>
internal sealed record NpmInstallation(string? Folder, string? Problem);
