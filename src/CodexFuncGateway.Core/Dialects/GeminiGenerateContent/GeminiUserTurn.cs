using CodexFuncGateway.Dialects.GeminiGenerateContent.Wire;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.GeminiGenerateContent;

/// <summary>Gathers what stands between two turns of the model: the outputs of its calls, images that they returned, then the user's own words.</summary>
internal sealed class GeminiUserTurn
{
    private readonly List<GeminiPart> outputs = [];
    private readonly List<GeminiPart> images = [];
    private readonly List<GeminiPart> words = [];

    public void AddOutput(GeminiFunctionResponse output, IEnumerable<GeminiPart> itsImages)
    {
        outputs.Add(new GeminiPart { FunctionResponse = output });
        images.AddRange(itsImages);
    }

    public void AddWords(IEnumerable<GeminiPart> said) => words.AddRange(said);

    /// <summary>The turn, and a fresh start; null where nothing stands there.</summary>
    public GeminiContent? Take()
    {
        List<GeminiPart> parts = [.. outputs, .. images.Count > 0 ? images.Prepend(GeminiPart.Of(ContentWords.ToolImages)) : [], .. words];
        outputs.Clear();
        images.Clear();
        words.Clear();
        return parts.Count > 0 ? new GeminiContent("user", parts) : null;
    }
}
