using System.Text.Json;
using CodexFuncGateway.Tests.Laws.Support;

namespace CodexFuncGateway.Tests.Laws;

/// <summary>The client hears what the upstream said: all of it, once, and in order.</summary>
[Collection(RunAlone.Name)]
public sealed class HearingLaws
{
    public static TheoryData<string> Translated { get; } = LawCases.Names(@case => @case is { Recording.IsError: false, IsNative: false });

    public static TheoryData<string> Good { get; } = LawCases.Names(@case => !@case.Recording.IsError && !UpstreamComplaint.IsIn(@case.Recording));

    [Theory]
    [MemberData(nameof(Translated))]
    public async Task The_answer_s_text_arrives_whole(string name)
    {
        var @case = LawCases.Get(name);

        var folded = EventFolder.Fold((await Replay.OfAsync(@case)).Events);

        var heard = string.Concat(folded.Items.Where(item => item.Type == "message").Select(item => item.Told));
        Assert.Equal(WithoutBlankLines(UpstreamWords.Text(@case.Recording)), WithoutBlankLines(heard));
    }

    /// <summary>Gemini finds more than it cites.</summary>
    [Theory]
    [MemberData(nameof(Translated))]
    public async Task The_answer_s_sources_arrive_and_no_others(string name)
    {
        var @case = LawCases.Get(name);

        var folded = EventFolder.Fold((await Replay.OfAsync(@case)).Events);

        var told = folded.Items.SelectMany(item => item.Sources).ToHashSet();
        var named = UpstreamSources.Urls(@case.Recording);
        Assert.True(@case.Recording.Dialect switch
        {
            "gemini-generate-content" => told.IsSubsetOf(named) && (named.Count == 0 || told.Count > 0),
            "chat-completions" => told.IsSupersetOf(named), // lists of pages without a word that they are sources are sources there
            _ => told.SetEquals(named),
        }, $"Named were {string.Join(", ", named)}; told were {string.Join(", ", told)}.");
    }

    [Theory]
    [MemberData(nameof(Translated))]
    public async Task The_arguments_of_a_completed_call_are_a_JSON_object(string name)
    {
        var folded = EventFolder.Fold((await Replay.OfAsync(LawCases.Get(name))).Events);

        var calls = folded.Items.Where(item => item is { Type: "function_call", Done: not null });
        Assert.All(calls, call => Assert.Equal(JsonValueKind.Object, JsonElement.Parse(call.Told).ValueKind));
    }

    [Theory]
    [MemberData(nameof(Good))]
    public async Task A_reply_without_a_complaint_does_not_fail(string name)
    {
        Assert.Null((await Replay.OfAsync(LawCases.Get(name))).Error);
    }

    /// <summary>Messages that follow one another are told apart by a blank line of the gateway's.</summary>
    private static string WithoutBlankLines(string text) => text.Replace("\n\n", "", StringComparison.Ordinal);
}
