using System.Text.Json;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>An image stays in the conversation for good, so one that a provider does not take must not stand in the way of all that follows.</summary>
public sealed class ImageTests
{
    private static readonly ScriptedSession Session = new(new ScriptedStep { ExpectedOutputs = [""], Text = "I see." });

    public static TheoryData<string> Seeing => [.. new[] { Wire.Anthropic, Wire.Bedrock, Wire.Gemini, Wire.OpenAI, Wire.Xai }.Select(wire => wire.Provider)];

    [Theory]
    [MemberData(nameof(Seeing))]
    public async Task Images_of_the_user_and_of_a_tool_arrive(string provider)
    {
        var sent = await AskAsync(Wire.Of(provider), "image/png", "iVBORw0KGgo=");

        Assert.Equal(3, sent.Split("iVBORw0KGgo=").Length);
    }

    [Fact]
    public async Task A_kind_that_the_model_does_not_take_is_told_in_words()
    {
        var sent = await AskAsync(Wire.Anthropic, "image/tiff", "SUkqAA==");

        Assert.Equal(3, sent.Split("cannot see").Length);
    }

    [Theory]
    [InlineData("anthropic", 10)]
    [InlineData("bedrock", 5)]
    public async Task An_image_that_is_larger_than_the_model_takes_is_told_in_words(string provider, int mostMegabytes)
    {
        var most = mostMegabytes * 1024 * 1024;

        Assert.Equal(3, (await AskAsync(Wire.Of(provider), "image/png", new string('A', most + 4))).Split("larger than this model takes").Length);
        Assert.DoesNotContain("larger than this model takes", await AskAsync(Wire.Of(provider), "image/png", new string('A', most)), StringComparison.Ordinal);
    }

    /// <summary>What a provider is sent when a user shows an image, and a tool the same again.</summary>
    private static async Task<string> AskAsync(Wire wire, string type, string base64)
    {
        await using var upstream = await wire.StartAsync(Session);
        await using var gateway = await GatewayUnderTest.StartAsync([.. wire.At(upstream), ("Gateway:MaxRequestBytes", "100000000")]);
        var image = new { type = "input_image", image_url = $"data:{type};base64,{base64}", detail = "original" };

        var answer = await gateway.PostAsync(JsonSerializer.Serialize(new
        {
            model = wire.Model,
            stream = true,
            store = false,
            tools = new[] { new { type = "function", name = "view_image", parameters = new { type = "object", properties = new { path = new { type = "string" } } } } },
            input = new object[]
            {
                new { type = "message", role = "user", content = new object[] { new { type = "input_text", text = "Look." }, image } },
                new { type = "function_call", call_id = "call_1", name = "view_image", arguments = "{}" },
                new { type = "function_call_output", call_id = "call_1", output = new[] { image } },
            },
        }));

        Assert.Empty(upstream.Violations);
        Assert.Equal("response.completed", answer.Terminal.Type);
        return System.Text.Encoding.UTF8.GetString(Assert.Single(upstream.Requests).Body);
    }
}
