using CodexFuncGateway.Dialects.CohereChat.Wire;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Dialects.CohereChat;

/// <summary>
/// The shape that an answer must have. It is enforced as far as the upstream can, and always asked for in words too: the upstream warns that its
/// models otherwise write blanks without end.
/// </summary>
/// <param name="Enforced">What is sent as <c>response_format</c>.</param>
/// <param name="Words">What is said in the instructions.</param>
internal sealed record CohereAnswerFormat(CohereResponseFormat? Enforced, string? Words)
{
    private const string JsonOnly = "Answer with a single JSON object and nothing else.";

    public static CohereAnswerFormat Map(OutputFormat? format)
    {
        if (format is null)
        {
            return new CohereAnswerFormat(null, null);
        }

        var strict = format.Schema is { } given ? CohereStrictSchema.Map(given) : null;
        var words = format.Schema is { } schema && strict is null ? $"Answer with JSON that follows this schema, and nothing else:\n{schema.GetRawText()}" : JsonOnly;
        return new CohereAnswerFormat(new CohereResponseFormat(strict), words);
    }
}
