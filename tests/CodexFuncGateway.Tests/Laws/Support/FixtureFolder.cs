using System.Globalization;
using System.Text.Json;

namespace CodexFuncGateway.Tests.Laws.Support;

/// <summary>
/// The repository's own replies, <c>Fixtures/{dialect}/{provider}.{case}.sse</c>, <c>.json</c>, or <c>.events</c> for a binary stream, with the request beside those that need
/// one (<c>{provider}.{case}.request.json</c>), and complaints in <c>{provider}.error.{status}.json</c>.
/// </summary>
internal static class FixtureFolder
{
    public static string Path { get; } = System.IO.Path.Combine(RepositoryFolder.Tests, "Fixtures");

    public static IEnumerable<Recording> Read(string dialect) =>
        Directory.EnumerateFiles(System.IO.Path.Combine(Path, dialect))
            .Where(file => !file.EndsWith(".request.json", StringComparison.Ordinal) && System.IO.Path.GetExtension(file) is ".sse" or ".events" or ".json")
            .Order(StringComparer.Ordinal)
            .Select(file => Read(dialect, file));

    private static Recording Read(string dialect, string file)
    {
        var name = System.IO.Path.GetFileName(file);
        var request = System.IO.Path.ChangeExtension(file, ".request.json");
        var isBinary = System.IO.Path.GetExtension(file) == ".events";
        var body = isBinary ? EventStreamFrame.Join(File.ReadLines(file)) : File.ReadAllBytes(file);
        return new Recording($"{dialect}/{name}", name.Split('.')[0], dialect, dialect, Status(name), body)
        {
            ContentType = isBinary ? Recording.EventStream : name.EndsWith(".sse", StringComparison.Ordinal) ? "text/event-stream" : "application/json",
            Request = File.Exists(request) ? JsonElement.Parse(File.ReadAllBytes(request)) : null,
            IsFixture = true,
        };
    }

    private static int Status(string name) => name.Split('.') is [_, "error", var status, _] ? int.Parse(status, CultureInfo.InvariantCulture) : 200;
}
