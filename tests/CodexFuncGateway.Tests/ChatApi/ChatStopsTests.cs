using System.Text;
using System.Text.Json;
using CodexFuncGateway.ChatApi;

namespace CodexFuncGateway.Tests.ChatApi;

/// <summary>Where an answer ends that is to end before certain words.</summary>
public sealed class ChatStopsTests
{
    [Theory]
    [InlineData("one END two", "one ", true)]
    [InlineData("one EN two", "one EN two", false)]
    [InlineData("one EN", "one EN", false)]
    [InlineData("ENEND", "EN", true)]
    [InlineData("ééé✅END", "ééé✅", true)]
    [InlineData("say \"STOP\"", "say \"", true)]
    [InlineData("a\nb", "a", true)]
    [InlineData("STOP END", "", true)]
    public void However_it_is_cut_it_ends_before_the_first_sequence(string text, string told, bool hasStopped)
    {
        for (var size = 1; size <= text.Length; size++)
        {
            var stops = new ChatStops([.. new[] { "END", "STOP", "\n" }.Select(Encoding.UTF8.GetBytes)]);

            var heard = string.Concat(text.Chunk(size).Select(piece => Encoding.UTF8.GetString(stops.Read(JsonSerializer.SerializeToUtf8Bytes(new string(piece))))));

            Assert.Equal((told, hasStopped), (heard + Encoding.UTF8.GetString(stops.Rest()), stops.HasStopped));
        }
    }
}
