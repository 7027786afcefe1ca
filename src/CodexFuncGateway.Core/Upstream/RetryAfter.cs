using System.Globalization;
using System.Text.RegularExpressions;

namespace CodexFuncGateway.Upstream;

/// <summary>How long an upstream asks to be left alone: in a header, or in the words of its message.</summary>
internal static partial class RetryAfter
{
    /// <summary>A date counts from the reply's own <c>Date</c>, so that neither clock matters.</summary>
    public static TimeSpan? Read(UpstreamReply reply)
    {
        if (double.TryParse(reply.Header("retry-after-ms"), NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds is >= 0 and < 1e9)
        {
            return TimeSpan.FromMilliseconds(milliseconds);
        }

        var header = reply.Header("retry-after");
        if (double.TryParse(header, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 1e6)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        return DateTimeOffset.TryParse(header, CultureInfo.InvariantCulture, out var date) && reply.Headers.Date is { } now && date > now
            ? date - now
            : null;
    }

    /// <summary>"Please try again in 7.66s", "in 250ms" (OpenAI, Groq).</summary>
    public static TimeSpan? Read(string message)
    {
        if (TryAgain().Match(message) is not { Success: true } match)
        {
            return null;
        }

        var amount = double.Parse(match.Groups["amount"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);
        return match.Groups["unit"].ValueSpan is "ms" ? TimeSpan.FromMilliseconds(amount) : TimeSpan.FromSeconds(amount);
    }

    [GeneratedRegex(@"try again in (?<amount>\d{1,7}(\.\d{1,6})?) ?(?<unit>ms|s\b|seconds?)", RegexOptions.IgnoreCase)]
    private static partial Regex TryAgain();
}
