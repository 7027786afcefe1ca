using System.Text.Json;

namespace CodexFuncGateway.Simulators.OpenAIResponses;

/// <summary>Puts a problem in the words of a service.</summary>
internal static class ResponsesErrors
{
    public static Rejection Write(ResponsesQuirks quirks, ResponsesProblem problem) =>
        quirks.SpeaksLikeXai ? WriteXai(problem) : quirks.NumbersErrors ? WriteNumbered(problem) : WriteOpenAI(problem);

    private static Rejection WriteOpenAI(ResponsesProblem problem)
    {
        var error = new { message = problem.Message, type = "invalid_request_error", param = problem.Parameter, code = problem.Code };
        return new Rejection(problem.Status, JsonSerializer.Serialize(new { error }));
    }

    private static Rejection WriteNumbered(ResponsesProblem problem) =>
        new(problem.Status, JsonSerializer.Serialize(new { error = new { message = problem.Message, type = "invalid_request", code = problem.Status } }));

    /// <remarks>A wrong key is a 400 there, not a 401 (recorded, August 2026).</remarks>
    private static Rejection WriteXai(ResponsesProblem problem) => problem.IsUnreadable
        ? new Rejection(422, JsonSerializer.Serialize(new { code = "invalid-argument", error = $"Failed to deserialize the JSON body into the target type: {problem.Message}" }))
        : new Rejection(400, JsonSerializer.Serialize(new { code = "invalid-argument", error = problem.Message }));
}
