using System.Globalization;
using System.Text.RegularExpressions;

namespace Azure.Data.Tables.Protocol;

/// <summary>The answers to the operations of a batch; where one was refused, its answer is the only one and the exception's.</summary>
internal static partial class BatchReply
{
    public static IReadOnlyList<Response> Read(Response batch)
    {
        Response[] parts = [.. Answer().Matches(batch.Content.ToString()).Select(Part)];
        return parts.FirstOrDefault(part => part.Status >= 300) is { } refusal ? throw new RequestFailedException(refusal, null, new ODataErrors()) : parts;
    }

    private static PartResponse Part(Match part)
    {
        var head = part.Groups["head"].Value.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries));
        var headers = head.ToDictionary(header => header[0], header => header[1], StringComparer.OrdinalIgnoreCase);
        return new PartResponse(int.Parse(part.Groups["status"].Value, CultureInfo.InvariantCulture), headers, part.Groups["body"].Value);
    }

    [GeneratedRegex(@"HTTP/1\.1 (?<status>\d{3})[^\r\n]*\r\n(?<head>(?:[^\r\n]+\r\n)*)\r\n(?<body>.*?)(?=\r\n--)", RegexOptions.Singleline)]
    private static partial Regex Answer();
}
