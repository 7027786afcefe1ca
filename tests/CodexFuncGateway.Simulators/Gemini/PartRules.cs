using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Gemini;

/// <summary>The parts one by one: one kind of data each, images of known types, no empty text on Vertex unless it is signed.</summary>
internal static class PartRules
{
    private static readonly string[] Data =
        ["text", "functionCall", "functionResponse", "inlineData", "fileData", "executableCode", "codeExecutionResult", "toolCall", "toolResponse"];

    private static readonly string[] Types = ["image/png", "image/jpeg", "image/webp", "image/heic", "image/heif", "application/pdf", "text/plain"];

    public static string? FindProblem(JsonElement body, GeminiService service, ModelTraits traits) =>
        body.ItemsAt("contents").Append(body.At("systemInstruction")).SelectMany(content => content.ItemsAt("parts"))
            .Select(part => FindPartProblem(part, service, traits)).FirstOrDefault(problem => problem is not null);

    private static string? FindPartProblem(JsonElement part, GeminiService service, ModelTraits traits)
    {
        var kinds = Data.Where(name => part.Has(name)).ToList();
        return kinds switch
        {
            [] when !part.Has("thoughtSignature") => "* GenerateContentRequest.contents.parts.data: required oneof field 'data' must have one initialized field",
            [var first, var second, ..] => $"Invalid value at 'contents.parts' (oneof), oneof field 'data' is already set to '{first}'. Cannot set '{second}'",
            ["text"] when service.IsVertex && part.TextAt("text") == "" && !part.Has("thoughtSignature") =>
                "Unable to submit request because it has an empty text parameter. Add a value to the parameter and try again.",
            ["fileData"] when service.IsVertex && part.At("fileData").TextAt("mimeType") is null => "mimeType is required for fileData.",
            ["functionResponse"] => FindResponseProblem(part.At("functionResponse"), traits),
            ["inlineData"] => FindTypeProblem(part),
            _ => null,
        };
    }

    private static string? FindResponseProblem(JsonElement response, ModelTraits traits)
    {
        var images = response.ItemsAt("parts");
        return images.Count > 0 && !traits.IsThird
            ? "Multimodal function responses are not supported for this model."
            : images.Select(FindTypeProblem).FirstOrDefault(problem => problem is not null);
    }

    private static string? FindTypeProblem(JsonElement part) =>
        part.At("inlineData").TextAt("mimeType") is var type && Types.Contains(type) ? null : $"Unsupported MIME type: {type}";
}
