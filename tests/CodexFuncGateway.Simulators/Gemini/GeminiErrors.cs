using System.Text.Json;

namespace CodexFuncGateway.Simulators.Gemini;

/// <summary>Google's error body.</summary>
internal static class GeminiErrors
{
    public static Rejection InvalidArgument(string message) => Write(400, "INVALID_ARGUMENT", message);

    public static Rejection Write(int status, string word, string message) =>
        new(status, JsonSerializer.Serialize(new { error = new { code = status, message, status = word } }));
}
