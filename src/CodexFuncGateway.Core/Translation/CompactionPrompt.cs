using System.Text;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Translation;

/// <summary>
/// The words around a compaction that the gateway makes itself: how the model is asked for a summary, and how it, or another model, is told of it later.
/// They stand in the conversation as the user's, which every upstream takes at any place.
/// </summary>
internal static class CompactionPrompt
{
    private const string Request = """
        The conversation above is about to be replaced by a summary of it, because it has become too long. Write that summary, for whoever goes on from here and sees nothing else:
        - what the user wants, with every wish, rule and preference that still holds;
        - what was decided, and why;
        - what was done: files read and changed, commands run, and what came of them;
        - what remains to be done, and the very next step;
        - whatever must be known word for word: names, paths, values, error messages, short pieces of code.
        If the conversation itself begins with a summary, carry over what still matters of it. Do not go on with the work and call no tools: answer with the summary alone.
        """;

    private const string Recalled = "The conversation before this point was replaced by this summary of it. What it says was done has been done; go on from there.\n\n";

    private const string Lost =
        "The conversation before this point was replaced by a summary that only another model can read. Find out from the files and from the user what was done, before you go on.";

    /// <summary>Without a trigger, without tools that the upstream would run, and without a choice: a summary calls nothing, and has no format but its own.</summary>
    public static ResponsesRequest Ask(ResponsesRequest request) => request with
    {
        Input = [.. request.Input.SkipLast(1), WrittenMessage.ByUser(Request)],
        Tools = [.. request.Tools.Where(tool => tool is not HostedTool)],
        ToolChoice = new ToolChoice(ToolChoiceMode.None, []),
        OutputFormat = null,
        Verbosity = null,
    };

    /// <summary>What stands in the place of a compaction.</summary>
    /// <param name="summary">Null where nobody here can read it.</param>
    public static MessageItem Recall(byte[]? summary) => WrittenMessage.ByUser(summary is null ? Lost : Recalled + Encoding.UTF8.GetString(summary));
}
