using System.Text;
using CodexFuncGateway.Tests.Laws.Support;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>What stands on the wire is what the SDK's types promise, translated or relayed.</summary>
public sealed class EventSchemaTests
{
    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task A_stream_is_made_of_events_that_the_SDK_s_types_allow(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));

        var answer = await gateway.PostAsync(Ask.Question(wire.Model));

        var folded = EventFolder.Fold(Encoding.UTF8.GetBytes(answer.Text));
        Assert.Equal("response.completed", folded.End);
        Assert.Contains(folded.Items, item => item.Type == "message" && item.Told == Told.Text);
        Assert.All(folded.Items, item => Assert.NotNull(item.Done));
    }

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task A_response_is_one_that_the_SDK_s_types_allow(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));

        var answer = await gateway.PostAsync(Ask.Question(wire.Model, stream: false));

        SdkTypes.Require(answer.Json, "Response");
    }
}
