using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodexFuncGateway.Simulators.Cohere;

/// <summary>Cohere's error body.</summary>
internal static class CohereErrors
{
    private static readonly JsonSerializerOptions WithoutNulls = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static Rejection Write(CohereProblem problem) =>
        new(problem.Status, JsonSerializer.Serialize(new { id = "00000000-simulated", message = problem.Message, error_type = problem.Type }, WithoutNulls));
}
