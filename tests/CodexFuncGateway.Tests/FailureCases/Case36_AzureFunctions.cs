using System.Text;
using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Tests.FrontDoor;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>
/// Azure's front end hangs up after 230 seconds without a byte, and a host that gathers a reply before it sends it makes every long one such a silence. The tests of the Function App
/// run this class too, through its triggers; the data events that keep a stream alive are case 6.
/// </summary>
public sealed class Case36_AzureFunctions
{
    private const string First = "AAAAAAA";
    private const string Second = "BBBBBBB";

    [Theory, Dialects]
    public async Task What_has_come_is_sent_on_while_the_rest_is_still_to_come(string column)
    {
        await using var session = await CaseSession.StartAsync(column, new ScriptedStep { Text = First + Second }, new ScriptedStep { Text = First + Second });
        session.Conversation.Say("Hello.");
        var untilFirst = 0;
        session.Upstream.Faults.Rewrite(frames => Count(frames, out untilFirst));
        await session.Gateway.PostAsync(session.Conversation.ToJson());
        using var gate = session.Upstream.Faults.HoldFrames();
        gate.Release(untilFirst);

        using var response = await session.Gateway.OpenAsync(Ask.Responses(session.Conversation.ToJson()));
        using var stream = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Equal(First, await ReadDeltaAsync(stream));
        gate.Release(1);
        Assert.Equal(Second, await ReadDeltaAsync(stream));
        gate.Open();
    }

    [Fact]
    public void Silence_is_broken_long_before_the_front_end_loses_patience() => Assert.InRange(Waits.KeepAlive.TotalSeconds, 1, 230 / 4);

    /// <summary>How many frames it takes until the first words are out.</summary>
    private static IReadOnlyList<byte[]> Count(IReadOnlyList<byte[]> frames, out int untilFirst)
    {
        untilFirst = frames.ToList().FindIndex(frame => Encoding.UTF8.GetString(frame).Contains(First, StringComparison.Ordinal)) + 1;
        return frames;
    }

    private static async Task<string> ReadDeltaAsync(StreamReader stream)
    {
        StreamedEvent? told;
        do
        {
            told = await StreamedEvent.ReadNextAsync(stream).WaitAsync(TimeSpan.FromSeconds(30));
        }
        while (told!.Type != "response.output_text.delta");
        return told.Data.Text("delta");
    }
}
