using System.Text;
using CodexFuncGateway.Dialects.AnthropicMessages.Wire;

namespace CodexFuncGateway.Dialects.AnthropicMessages;

/// <summary>Cuts the last text of a turn into the blocks in which it came, each with its sources. A text that is no longer the same stays whole, and without.</summary>
internal static class AnthropicTextCutter
{
    public static void Cut(List<AnthropicBlock> turn, IReadOnlyList<AnthropicTextCut> cuts)
    {
        if (turn is not [.., AnthropicText { Citations: null } last] || Encoding.UTF8.GetBytes(last.Text) is var text && text.Length != cuts.Sum(cut => cut.Length))
        {
            return;
        }

        turn.RemoveAt(turn.Count - 1);
        var start = 0;
        foreach (var cut in cuts)
        {
            turn.Add(new AnthropicText(Encoding.UTF8.GetString(text, start, cut.Length)) { Citations = cut.Citations });
            start += cut.Length;
        }
    }
}
