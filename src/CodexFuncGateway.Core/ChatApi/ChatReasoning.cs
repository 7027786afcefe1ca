using System.Text;

namespace CodexFuncGateway.ChatApi;

/// <summary>
/// How sealed reasoning looks to a chat client: an element of <c>reasoning_details</c>, the form OpenRouter's clients know and return with the message.
/// An answer is one text followed by calls there; <c>place</c> says between which of them the reasoning stood.
/// </summary>
internal static class ChatReasoning
{
    public const string Type = "reasoning.encrypted";

    /// <summary>Behind all that an answer may hold.</summary>
    public const int End = int.MaxValue;

    /// <summary>The place before any text.</summary>
    public const int Start = 0;

    /// <summary>The place behind so many calls, and the text if that has begun.</summary>
    public static int Place(int calls, bool hasText) => (2 * calls) + (hasText ? 1 : 0);

    /// <param name="index">Counts the elements, by which OpenAI's Python library puts a streamed list together.</param>
    /// <param name="state">The sealed state, a JSON string.</param>
    public static byte[] Write(int index, int place, string state) =>
        Encoding.UTF8.GetBytes($$"""{"type":"{{Type}}","data":{{state}},"index":{{index}},"place":{{place}}}""");
}
