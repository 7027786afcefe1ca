using System.Text.Json;
using System.Text.RegularExpressions;
using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Tests.Laws.Support;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>Codex marks nothing for a cache, so on Claude every turn pays for the whole session again; marks must be there, and stay where they are.</summary>
[NotFor("it caches prompts by itself and knows no marks", Column.Chat, Column.Cohere, Column.Gemini, Column.Native, Column.Rewritten)]
[NotFor("it caches nothing", Column.Replicate)]
public sealed partial class Case30_NoPromptCachingOnClaude
{
    [Theory, Dialects]
    public async Task Tools_instructions_and_the_last_two_turns_of_the_user_are_marked(string column)
    {
        await using var session = await StartAsync(column);

        for (var turn = 0; turn < 3; turn++)
        {
            await session.SendAsync();
            session.Conversation.Answer("seen");
        }

        var marks = Marks(session.Sent).ToArray();
        Assert.Equal(4, marks.Length);
        Assert.Equal(4, marks.Distinct().Count());
        Assert.Equal(2, marks.Count(path => path.StartsWith("messages", StringComparison.Ordinal)));
        Assert.All(["tool", "system"], part => Assert.Single(marks, path => path.StartsWith(part, StringComparison.Ordinal)));
    }

    [Theory, Dialects]
    public async Task What_was_marked_is_the_same_in_the_next_request(string column)
    {
        await using var session = await StartAsync(column);

        await session.SendAsync();
        session.Conversation.Answer("seen");
        await session.SendAsync();

        var (first, second) = (session.Upstream.Requests[0].Json, session.Upstream.Requests[1].Json);
        Assert.Equal(first.GetProperty("system").GetRawText(), second.GetProperty("system").GetRawText());
        Assert.Equal(SentTools.Of(first).Select(tool => tool.GetRawText()), SentTools.Of(second).Select(tool => tool.GetRawText()));
        var before = first.GetProperty("messages").EnumerateArray().Select(WithoutMarks).ToArray();
        Assert.Equal(before, second.GetProperty("messages").EnumerateArray().Take(before.Length).Select(WithoutMarks));
    }

    /// <summary>A mark is no part of what is cached.</summary>
    private static string WithoutMarks(JsonElement turn) => Mark().Replace(turn.GetRawText(), "");

    [GeneratedRegex(",\"cache_control\":\\{[^}]*\\}|,\\{\"cachePoint\":\\{[^}]*\\}\\}")]
    private static partial Regex Mark();

    /// <summary>Where marks stand: at Anthropic on a block, at Bedrock as a block of their own.</summary>
    private static IEnumerable<string> Marks(JsonElement value, string path = "") => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany((item, index) => Marks(item, $"{path}.{index}")),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member =>
            member.Name is "cache_control" or "cachePoint" ? [path.TrimStart('.')] : Marks(member.Value, $"{path}.{member.Name}".TrimStart('.'))),
        _ => [],
    };

    private static async Task<CaseSession> StartAsync(string column)
    {
        var looking = new ScriptedStep { Calls = [CaseTools.CallLook("a")] };
        var seeing = looking with { ExpectedOutputs = ["seen"] };
        var session = await CaseSession.StartAsync(column, looking, seeing, seeing);
        session.Conversation.Offer(CaseTools.ApplyPatch, CaseTools.Look).Say("You are careful.", "developer").Say("Look.").Say("Said.", "assistant").Say("Look again.");
        return session;
    }
}
