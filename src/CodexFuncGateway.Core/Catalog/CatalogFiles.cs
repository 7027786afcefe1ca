namespace CodexFuncGateway.Catalog;

/// <summary>A file of catalog data: its name without extension is a provider's name.</summary>
internal sealed record CatalogFile(string Place, string ProviderName, ReadOnlyMemory<byte> Json);

/// <summary>Finds catalog data: the gateway's own, then that of <c>Gateway:CatalogDirectory</c>, each in the order of names.</summary>
internal static class CatalogFiles
{
    /// <param name="kind"><c>providers</c> or <c>models</c>.</param>
    /// <param name="directory">A directory with data of one's own, laid out as the gateway's.</param>
    public static IEnumerable<CatalogFile> Read(string kind, string? directory) =>
        directory is null ? BuiltIn(kind) : BuiltIn(kind).Concat(InDirectory(kind, directory));

    public static byte[] ReadBuiltIn(string name)
    {
        using var stream = typeof(CatalogFiles).Assembly.GetManifestResourceStream(name)
            ?? throw new CatalogException($"The resource {name} is missing from the build.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private static IEnumerable<CatalogFile> BuiltIn(string kind) =>
        from name in typeof(CatalogFiles).Assembly.GetManifestResourceNames()
        where name.StartsWith($"data/{kind}/", StringComparison.Ordinal)
        orderby name
        select new CatalogFile(name, Path.GetFileNameWithoutExtension(name), ReadBuiltIn(name));

    private static IEnumerable<CatalogFile> InDirectory(string kind, string directory)
    {
        if (!Directory.Exists(directory))
        {
            throw new CatalogException($"Gateway:CatalogDirectory names {directory}, which does not exist.");
        }

        var folder = Path.Combine(directory, kind);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.json").Order().Select(path => new CatalogFile(path, Path.GetFileNameWithoutExtension(path), File.ReadAllBytes(path)))
            : [];
    }
}
