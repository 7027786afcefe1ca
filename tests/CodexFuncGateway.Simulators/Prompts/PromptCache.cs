using System.Security.Cryptography;
using System.Text;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Simulators.Prompts;

/// <summary>
/// Anthropic's prompt cache, which Bedrock has too. Entries stand only where a mark stood, live for five minutes from their last use, and are found at a
/// mark or at most nineteen blocks before it; what is shorter than the model's least length is not cached at all
/// (https://platform.claude.com/docs/en/build-with-claude/prompt-caching, seen 2026-11).
/// </summary>
internal sealed class PromptCache(TimeProvider time)
{
    private const int Lookback = 20;

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, DateTimeOffset> entries = [];
    private readonly Lock gate = new();

    /// <summary>Reads what is known of the prompt, writes the rest up to its last mark, and says how many tokens each came to.</summary>
    public ScriptedUsage Count(IEnumerable<PromptBlock> prompt, long leastTokens, ScriptedUsage usage)
    {
        var prefixes = Measure(prompt);
        var marks = prefixes.Where(prefix => prefix.IsMarked && prefix.Tokens >= leastTokens).ToList();
        var total = prefixes.Count == 0 ? 0 : prefixes[^1].Tokens;
        lock (gate)
        {
            var read = marks.Select(mark => Find(prefixes, mark)).Max() ?? 0;
            var written = Math.Max(marks.Count == 0 ? 0 : marks[^1].Tokens, read);
            marks.ForEach(mark => Keep(mark.Hash));
            return usage with { FreshInput = total - written, CacheRead = read, CacheWrite = written - read };
        }
    }

    private static List<Prefix> Measure(IEnumerable<PromptBlock> prompt)
    {
        var prefixes = new List<Prefix>();
        var (hash, tokens) = ("", 0L);
        foreach (var block in prompt)
        {
            hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(hash + block.Text)));
            tokens += block.Tokens;
            if (!block.IsSetting)
            {
                prefixes.Add(new Prefix(prefixes.Count, hash, tokens, block.IsMarked));
            }
        }

        return prefixes;
    }

    /// <summary>The length of the longest prompt that is known at this mark; null where none is.</summary>
    private long? Find(List<Prefix> prefixes, Prefix mark)
    {
        for (var place = mark.Place; place > mark.Place - Lookback && place >= 0; place--)
        {
            if (entries.TryGetValue(prefixes[place].Hash, out var end) && end > time.GetUtcNow())
            {
                Keep(prefixes[place].Hash);
                return prefixes[place].Tokens;
            }
        }

        return null;
    }

    private void Keep(string hash) => entries[hash] = time.GetUtcNow() + Life;

    /// <summary>A beginning of the prompt, up to and with one block.</summary>
    private sealed record Prefix(int Place, string Hash, long Tokens, bool IsMarked);
}
