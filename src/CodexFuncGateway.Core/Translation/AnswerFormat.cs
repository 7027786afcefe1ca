using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Translation;

/// <summary>
/// The form of an answer, where the upstream cannot be held to it: asked for in words, and then checked by <see cref="AnswerFilter"/>. Words rather than a
/// tool that must be called, since that excludes the client's own tools, and at some models thinking (docs/decisions/0016).
/// </summary>
internal static class AnswerFormat
{
    /// <summary>The request as the upstream takes it, and the form that it is only told in words; null where none was asked for, or the upstream sees to it.</summary>
    public static (ResponsesRequest Request, OutputFormat? Unenforced) Tell(ResponsesRequest request, Capabilities capabilities) =>
        request.OutputFormat is { } format && !IsEnforced(format, request, capabilities) ? (Tell(request, format), format) : (request, null);

    private static bool IsEnforced(OutputFormat format, ResponsesRequest request, Capabilities capabilities) =>
        (format.Schema is null ? capabilities.JsonObject : capabilities.JsonSchema) && (request.Tools.Count == 0 || capabilities.SchemaBesideTools);

    /// <summary>After the other instructions, where every dialect has a place for it.</summary>
    private static ResponsesRequest Tell(ResponsesRequest request, OutputFormat format)
    {
        var leading = request.Input.TakeWhile(item => item is MessageItem { IsInstruction: true }).Count();
        var told = WrittenMessage.ByDeveloper(Describe(format, request.Tools.Count > 0));
        return request with { OutputFormat = null, Input = [.. request.Input.Take(leading), told, .. request.Input.Skip(leading)] };
    }

    private static string Describe(OutputFormat format, bool hasTools)
    {
        var when = hasTools ? "Call tools as you need them; your final answer must then be" : "Your answer must be";
        return format.Schema is { } schema
            ? $"{when} JSON that follows this schema, and nothing else, not even a code fence around it:\n{schema.GetRawText()}"
            : $"{when} a single JSON object, and nothing else, not even a code fence around it.";
    }
}
