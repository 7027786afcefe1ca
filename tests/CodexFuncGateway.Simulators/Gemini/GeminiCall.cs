using System.Text.RegularExpressions;

namespace CodexFuncGateway.Simulators.Gemini;

/// <summary>What a request's path asks for: a model, whole or streamed, and a stream as events or, without <c>alt=sse</c>, as one JSON array.</summary>
internal sealed partial record GeminiCall(string Model, string Method, bool IsEvents)
{
    public bool IsStream => Method == "streamGenerateContent";

    public static GeminiCall Read(SimulatedRequest request)
    {
        var match = ModelAndMethod().Match(request.Path);
        return new GeminiCall(match.Groups[1].Value, match.Groups[2].Value, request.Target.EndsWith("?alt=sse", StringComparison.Ordinal));
    }

    [GeneratedRegex("/models/([^/:]+):([^/:]+)$")]
    private static partial Regex ModelAndMethod();
}
