using System.Text;
using CodexFuncGateway.Dialects.AnthropicMessages.Wire;

namespace CodexFuncGateway.Dialects.AnthropicMessages;

/// <summary>Cuts the last text of a turn into the blocks in which it came, each with its sources. A text that is no longer the same stays whole, and without.</summary>
internal static class AnthropicTextCutter
{
    public static void Cut(List<AnthropicBlock> turn, IReadOnlyList<AnthropicTextCut> cuts)
    {
        if (turn is not [.., AnthropicText { Citations: null } last])
        {
            return;
        }

        var text = Encoding.UTF8.GetBytes(last.Text);
        if (text.Length == cuts.Sum(cut => cut.Length))
        {
            turn.RemoveAt(turn.Count - 1);
            turn.AddRange(Cut(text, cuts));
        }
    }

    /// <summary>The upstream says blank blocks, and refuses to hear them; they join the one before, or the first.</summary>
    private static List<AnthropicText> Cut(byte[] text, IReadOnlyList<AnthropicTextCut> cuts)
    {
        var blocks = new List<AnthropicText>(cuts.Count);
        var (start, blank) = (0, "");
        foreach (var cut in cuts)
        {
            var said = Encoding.UTF8.GetString(text, start, cut.Length);
            start += cut.Length;
            if (!string.IsNullOrWhiteSpace(said))
            {
                blocks.Add(new AnthropicText(blank + said) { Citations = cut.Citations });
                blank = "";
            }
            else if (blocks is [.., var before])
            {
                blocks[^1] = before with { Text = before.Text + said };
            }
            else
            {
                blank += said;
            }
        }

        return blocks;
    }
}
