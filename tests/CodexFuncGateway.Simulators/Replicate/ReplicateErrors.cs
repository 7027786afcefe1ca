using System.Text.Json;

namespace CodexFuncGateway.Simulators.Replicate;

/// <summary>Replicate's complaints: a title, a status and the details.</summary>
internal static class ReplicateErrors
{
    public static Rejection NotFound { get; } = Write(404, "Not found", "The requested resource could not be found.");

    public static Rejection Invalid(string field, string description) => new(422, JsonSerializer.Serialize(new
    {
        title = "Input validation failed",
        detail = $"- input.{field}: {description}\n",
        status = 422,
        invalid_fields = new[] { new { type = "additional_property", field = $"input.{field}", description } },
    }));

    public static Rejection? FindMissingKey(SimulatedRequest request) =>
        request.Headers.GetValueOrDefault("Authorization") is { Length: > 7 } value && value.StartsWith("Bearer ", StringComparison.Ordinal)
            ? null
            : Write(401, "Unauthenticated", "You did not pass an authentication token");

    public static Rejection Write(int status, string title, string detail) => new(status, JsonSerializer.Serialize(new { title, detail, status }));
}
