using System.Text.Json;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>What a client must be told of <see cref="Told.Step"/>'s tokens.</summary>
internal static class Usage
{
    /// <summary>In OpenAI's sense: cached tokens are part of the input, reasoning is part of the output. A null anywhere would make Codex fail the turn.</summary>
    public static void AssertTold(JsonElement usage) => AssertTold(usage, "input", "output");

    /// <summary>The same in the names of chat completions.</summary>
    public static void AssertToldInChat(JsonElement usage) => AssertTold(usage, "prompt", "completion");

    private static void AssertTold(JsonElement usage, string input, string output)
    {
        var told = Told.Step.Usage;
        Assert.Equal(told.Input, usage.GetProperty($"{input}_tokens").GetInt64());
        Assert.Equal(told.CacheRead, usage.GetProperty($"{input}_tokens_details").GetProperty("cached_tokens").GetInt64());
        Assert.Equal(told.Output, usage.GetProperty($"{output}_tokens").GetInt64());
        Assert.InRange(usage.GetProperty($"{output}_tokens_details").GetProperty("reasoning_tokens").GetInt64(), 0, told.Reasoning);
        Assert.Equal(told.Input + told.Output, usage.GetProperty("total_tokens").GetInt64());
    }
}
