using CodexFuncGateway.Simulators.Gemini;

namespace CodexFuncGateway.Simulators.Vertex;

/// <summary>
/// What Vertex looks at before any model sees a request: a token that holds, a project that its owner may use, and a location that has the model.
/// Without a project there is only express mode, which takes a key and nothing else.
/// </summary>
/// <param name="isGoodToken">Says of a token whether it was given and still holds.</param>
public sealed class VertexGate(Func<string, bool> isGoodToken)
{
    public const string Project = "project-1";
    public const string Location = "europe-west4";
    public const string Key = "express-key-5d2c9a7e41";

    internal Rejection? FindRejection(SimulatedRequest request)
    {
        var segments = request.Path.Split('/');
        var (project, location) = (After(segments, "projects"), After(segments, "locations"));
        if (project is null)
        {
            return request.Headers.GetValueOrDefault("x-goog-api-key") == Key ? null : Unauthenticated("CREDENTIALS_MISSING");
        }

        if (request.Headers.GetValueOrDefault("Authorization") is not { } token || !token.StartsWith("Bearer ", StringComparison.Ordinal) || !isGoodToken(token["Bearer ".Length..]))
        {
            return Unauthenticated("ACCESS_TOKEN_EXPIRED");
        }

        return project != Project ? Denied(project, location!) : location is Location or "global" ? null : NotFound(request.Path);
    }

    private static string? After(string[] segments, string name) => Array.IndexOf(segments, name) is >= 0 and var at ? segments[at + 1] : null;

    private static Rejection Unauthenticated(string reason) => GeminiErrors.Write(
        401, "UNAUTHENTICATED", $"Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. ({reason})");

    private static Rejection Denied(string project, string location) => GeminiErrors.Write(
        403, "PERMISSION_DENIED", $"Permission 'aiplatform.endpoints.predict' denied on resource '//aiplatform.googleapis.com/projects/{project}/locations/{location}' (or it may not exist).");

    private static Rejection NotFound(string path) => GeminiErrors.Write(
        404, "NOT_FOUND", $"Publisher Model `{path[path.IndexOf("projects", StringComparison.Ordinal)..path.LastIndexOf(':')]}` was not found or your project does not have access to it.");
}
