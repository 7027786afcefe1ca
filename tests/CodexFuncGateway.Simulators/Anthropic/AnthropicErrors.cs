using System.Text.Json;

namespace CodexFuncGateway.Simulators.Anthropic;

/// <summary>Anthropic's error body.</summary>
internal static class AnthropicErrors
{
    public static Rejection InvalidRequest(string message) => Write(400, "invalid_request_error", message);

    public static Rejection Write(int status, string type, string message) =>
        new(status, JsonSerializer.Serialize(new { type = "error", error = new { type, message }, request_id = "req_simulated" }))
        {
            Headers = new Dictionary<string, string> { ["request-id"] = "req_simulated" },
        };
}
