using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;

namespace CodexFuncGateway.Fuzz.Corpus;

/// <summary>Everything that mutations start from.</summary>
internal static class Samples
{
    private static readonly Assembly Own = typeof(Samples).Assembly;

    public static IReadOnlyList<RequestSample> Requests { get; } = [.. Names("requests/").Select(ReadRequest)];

    public static ILookup<string, ReplySample> Replies { get; } = Names("replies/").Select(ReadReply).ToLookup(reply => reply.Dialect);

    /// <summary>Every name of a member that any request has, to be put where it does not belong.</summary>
    public static IReadOnlyList<string> MemberNames { get; } = [.. Requests.SelectMany(request => NamesIn(request.Body)).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Names(string folder) =>
        Own.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static RequestSample ReadRequest(string name)
    {
        var path = name switch
        {
            _ when name.Contains("/chat-", StringComparison.Ordinal) => "/openai/v1/chat/completions",
            "requests/responses-compact.json" => "/openai/v1/responses/compact",
            _ => "/openai/v1/responses",
        };
        return new RequestSample(path, JsonNode.Parse(Read(name))!.AsObject());
    }

    private static ReplySample ReadReply(string name)
    {
        var parts = name.Split('/');
        var status = parts[2].Split('.') is [_, "error", var number, _] ? int.Parse(number, CultureInfo.InvariantCulture) : 200;
        return Path.GetExtension(name) switch
        {
            ".sse" => new ReplySample(parts[1], status, ReplySample.Events, [.. Read(name).Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(frame => Encoding.UTF8.GetBytes(frame + "\n\n"))]),
            ".events" => new ReplySample(parts[1], status, ReplySample.Messages, [.. Read(name).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Encoding.UTF8.GetBytes)]),
            _ => new ReplySample(parts[1], status, ReplySample.Json, [Encoding.UTF8.GetBytes(Read(name))]),
        };
    }

    private static string Read(string name)
    {
        using var reader = new StreamReader(Own.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static IEnumerable<string> NamesIn(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => NamesIn(member.Value).Prepend(member.Key)),
        JsonArray elements => elements.SelectMany(NamesIn),
        _ => [],
    };
}
