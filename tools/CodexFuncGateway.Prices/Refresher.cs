using System.Text.Json;

namespace CodexFuncGateway.Prices;

/// <summary><c>dotnet run --project tools/CodexFuncGateway.Prices -- file source folder [--write] [--vendor-pages]</c>; docs/prices.md says how it is used.</summary>
internal static class Refresher
{
    private const string Usage = "The arguments are: a public price file, its name and day (litellm@2026-11-01), the folder data/models; then --write and --vendor-pages as wanted.";

    private static readonly JsonSerializerOptions Lenient = new(JsonSerializerDefaults.Web) { ReadCommentHandling = JsonCommentHandling.Skip };

    public static int Main(string[] arguments)
    {
        if (arguments is not [var file, var source, var folder, .. var options] || source.Split('@') is not [_, var day] || !DateOnly.TryParseExact(day, "yyyy-MM-dd", out _))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        var refresh = new PriceRefresh(Read(file), source, options.Contains("--vendor-pages"));
        Run(refresh, folder, options.Contains("--write"), Console.Out);
        return 0;
    }

    /// <summary>Tells what differs, in the order of files and lines; the same input gives the same output.</summary>
    public static void Run(PriceRefresh refresh, string folder, bool write, TextWriter output)
    {
        var (taken, left) = (0, 0);
        foreach (var path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var text = File.ReadAllText(path);
            var refreshed = DataFile.Refresh(text, Path.GetFileNameWithoutExtension(path), refresh, change =>
            {
                output.WriteLine(change);
                (taken, left) = change.Reason is null ? (taken + 1, left) : (taken, left + 1);
            });
            if (write && refreshed != text)
            {
                File.WriteAllText(path, refreshed);
            }
        }

        output.WriteLine($"{taken} {(write ? "written" : "would be written")}, {left} left as they are.");
    }

    private static PublicPrices Read(string file)
    {
        using var names = typeof(Refresher).Assembly.GetManifestResourceStream("names.json")!;
        return new PublicPrices(JsonElement.Parse(File.ReadAllBytes(file)), JsonSerializer.Deserialize<Dictionary<string, PublicNames>>(names, Lenient)!);
    }
}
