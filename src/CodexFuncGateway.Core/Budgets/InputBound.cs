using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Budgets;

/// <summary>
/// The most tokens a prompt can count. No tokenizer makes more than one token of a byte, and the JSON around the texts outweighs what providers put
/// between them; to that come the tool prompts that some add unseen, images at the price of the dearest, and what searches bring in. Whatever the sum,
/// a model takes no more than its window.
/// </summary>
internal static class InputBound
{
    /// <summary>Anthropic's tool prompts have up to some 800 tokens (its pricing page, 2025); others state none.</summary>
    private const int UnseenPrompts = 4_096;

    /// <summary>gpt-4o-mini counts 48,169 for an image of the largest size (OpenAI's vision guide, 2025), more than any other model.</summary>
    private const int Image = 50_000;

    /// <summary>The pages of one search, which are charged as input; an assumption, for no provider states a limit.</summary>
    private const int Search = 16_384;

    /// <param name="request">What is asked.</param>
    /// <param name="bytes">The length of its body, decoded.</param>
    /// <param name="route">Where it may go.</param>
    /// <param name="searches">How many searches the upstream may run.</param>
    public static long Tokens(ResponsesRequest request, long bytes, Route route, long searches)
    {
        // Of a model that nobody has listed the window is not known either.
        var window = route.Model.Prices.Count > 0 ? route.Model.ContextWindow : long.MaxValue;
        var parts = request.Input.SelectMany(Parts).ToArray();
        // A file may be given by an address or an id of few bytes.
        var tokens = parts.Any(part => part is UnknownPart) ? Math.Max(bytes, route.Model.ContextWindow) : bytes;
        foreach (var image in parts.OfType<ImagePart>())
        {
            tokens += Image - (image.Url.StartsWith("data:", StringComparison.Ordinal) ? image.Url.Length : 0);
        }

        return Math.Min(window, Math.Max(0, tokens) + UnseenPrompts + (searches * Search));
    }

    private static IReadOnlyList<ContentPart> Parts(InputItem item) => item switch
    {
        MessageItem message => message.Content,
        ToolOutputItem output => output.Output,
        _ => [],
    };
}
