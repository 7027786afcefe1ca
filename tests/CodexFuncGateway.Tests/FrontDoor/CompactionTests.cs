using System.Text;
using System.Text.Json;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>A conversation that has become too long, replaced by one item that only the gateway can read, for models of every dialect.</summary>
public sealed class CompactionTests
{
    private const string Summary = "The user asked for 6 × 7. answer.txt says \"forty-two\". Next: tell the user. ✅";

    private static readonly ScriptedStep Work = new() { Reasoning = new ScriptedReasoning("I look it up.", "c2ln+work/=="), Calls = [ScriptedCall.Function("look", new { path = "answer.txt" })] };
    private static readonly ScriptedStep Summarise = Told.Step with { ExpectedOutputs = ["forty-two"], Text = Summary, Calls = [] };
    private static readonly ScriptedStep GoOn = new() { Text = "It is 42." };

    /// <summary>Those for which the gateway writes the summary.</summary>
    public static TheoryData<string> Summarised => [.. Wire.Wires.Append(Wire.Azure).Except([Wire.OpenAI]).Select(wire => wire.Provider)];

    /// <summary>Those that are still shown the tools; Cohere is not.</summary>
    public static TheoryData<string> Tempted => [.. Wire.Wires.Append(Wire.Azure).Except([Wire.OpenAI, Wire.Cohere]).Select(wire => wire.Provider)];

    [Theory]
    [MemberData(nameof(Summarised))]
    public async Task A_trigger_is_answered_with_exactly_one_compaction_and_nothing_readable(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync(new ScriptedSession(Work, Summarise));
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));
        var conversation = await BeginAsync(gateway, wire);

        var answer = await gateway.PostAsync(conversation.Request(wire.Model, compact: true));

        Assert.Equal([], upstream.Violations);
        AssertCompaction(Assert.Single(answer.Items()));
        Assert.Equal("response.completed", answer.Terminal.Type);
        Assert.Equal("compaction", Assert.Single(answer.Terminal.Response.GetProperty("output").EnumerateArray()).GetProperty("type").GetString());
        Usage.AssertTold(answer.Terminal.Response.GetProperty("usage"));
        Assert.DoesNotContain("forty-two", answer.Text, StringComparison.Ordinal);
        var row = (await gateway.Ledger.RowsAsync()).Single(row => row.Usage.OutputTokens == Told.Step.Usage.Output);
        Assert.Equal((LedgerOutcome.Completed, false), (row.Outcome, row.IsEstimate));
        Assert.True(row.CostNanoUsd > 0);
    }

    [Theory]
    [MemberData(nameof(Summarised))]
    public async Task A_client_that_wants_no_stream_gets_the_compaction_in_a_response(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync(new ScriptedSession(Work, Summarise));
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));
        var conversation = await BeginAsync(gateway, wire);

        var answer = await gateway.PostAsync(conversation.Request(wire.Model, stream: false, compact: true));

        Assert.Equal([], upstream.Violations);
        Assert.Equal((200, "response", "completed"), (answer.Status, answer.Json.GetProperty("object").GetString(), answer.Json.GetProperty("status").GetString()));
        AssertCompaction(Assert.Single(answer.Items()));
    }

    [Theory]
    [MemberData(nameof(Summarised))]
    public async Task The_model_is_told_the_summary_in_the_place_of_the_compaction(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync(new ScriptedSession(Work, Summarise, GoOn));
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));
        var conversation = await CompactAsync(gateway, wire);

        var answer = await gateway.PostAsync(conversation.Say("Go on.").Request(wire.Model));

        Assert.Equal([], upstream.Violations);
        Assert.Equal("response.completed", answer.Terminal.Type);
        Assert.Single(Texts(upstream.Requests[^1]), text => text.EndsWith(Summary, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task Another_model_is_told_it_too(string next)
    {
        var (first, second) = (next == "anthropic" ? Wire.Azure : Wire.Anthropic, Wire.Of(next));
        await using var maker = await first.StartAsync(new ScriptedSession(Work, Summarise));
        await using var upstream = await second.StartAsync(new ScriptedSession(GoOn));
        await using var gateway = await GatewayUnderTest.StartAsync([.. first.At(maker), .. second.At(upstream)]);
        var conversation = await CompactAsync(gateway, first);

        await gateway.PostAsync(conversation.Say("Go on.").Request(second.Model));

        Assert.Equal([], upstream.Violations);
        Assert.Single(Texts(upstream.Requests[^1]), text => text.EndsWith(Summary, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task A_compaction_that_nobody_here_made_is_replaced_by_a_sentence(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync(new ScriptedSession(GoOn));
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));
        var forged = JsonElement.Parse("""{"type":"compaction","id":"cmp_1","encrypted_content":"gAAAAABforged=="}""");

        var answer = await gateway.PostAsync(new Conversation().Say("Six times seven?").ReplaceBy(forged).Say("Go on.").Request(wire.Model));

        Assert.Equal([], upstream.Violations);
        Assert.Equal("response.completed", answer.Terminal.Type);
        Assert.Single(Texts(upstream.Requests[^1]), text => text.Contains("only another model can read", StringComparison.Ordinal));
        Assert.DoesNotContain("forged", Encoding.UTF8.GetString(upstream.Requests[^1].Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAI_compacts_by_itself_and_gets_its_own_compaction_back()
    {
        await using var upstream = await Wire.OpenAI.StartAsync(new ScriptedSession(Work, Summarise, GoOn));
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.OpenAI.At(upstream));
        var conversation = await CompactAsync(gateway, Wire.OpenAI);

        var answer = await gateway.PostAsync(conversation.Say("Go on.").Request(Wire.OpenAI.Model));

        Assert.Equal([], upstream.Violations);
        Assert.Equal("response.completed", answer.Terminal.Type);
        Assert.Contains("\"compaction_trigger\"", Encoding.UTF8.GetString(upstream.Requests[1].Body), StringComparison.Ordinal);
        Assert.Contains("gAAAAAB", Encoding.UTF8.GetString(upstream.Requests[2].Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_route_compacts_where_OpenAI_is_down()
    {
        await using var down = await Wire.OpenAI.StartAsync();
        await using var upstream = await Wire.Anthropic.StartAsync(new ScriptedSession(Summarise with { ExpectedOutputs = [] }));
        (string, string)[] alias = [("Models:coder:Routes:0", Wire.OpenAI.Model), ("Models:coder:Routes:1", Wire.Anthropic.Model)];
        await using var gateway = await GatewayUnderTest.StartAsync([.. Wire.OpenAI.At(down), .. Wire.Anthropic.At(upstream), .. alias]);
        down.Faults.FailWith(503, Complaint.Of(Wire.OpenAI, 503), new Dictionary<string, string> { ["retry-after"] = "60" });

        var answer = await gateway.PostAsync(new Conversation().Say("Six times seven?").Request("coder", compact: true));

        Assert.Equal([], upstream.Violations);
        AssertCompaction(Assert.Single(answer.Items()));
        Assert.Equal("anthropic", (await gateway.Ledger.OnlyRowAsync()).Provider);
    }

    [Fact]
    public async Task An_older_name_of_the_item_is_understood()
    {
        await using var upstream = await Wire.Anthropic.StartAsync(new ScriptedSession(Work, Summarise, GoOn));
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.Anthropic.At(upstream));
        var conversation = await CompactAsync(gateway, Wire.Anthropic);

        await gateway.PostAsync(conversation.Say("Go on.").Request(Wire.Anthropic.Model).Replace("\"compaction\"", "\"compaction_summary\"", StringComparison.Ordinal));

        Assert.Single(Texts(upstream.Requests[^1]), text => text.EndsWith(Summary, StringComparison.Ordinal));
    }

    [Fact]
    public async Task OpenAIs_own_compaction_stays_with_OpenAI()
    {
        await using var maker = await Wire.OpenAI.StartAsync(new ScriptedSession(Work, Summarise));
        await using var upstream = await Wire.Azure.StartAsync(new ScriptedSession(GoOn));
        await using var gateway = await GatewayUnderTest.StartAsync([.. Wire.OpenAI.At(maker), .. Wire.Azure.At(upstream)]);
        var conversation = await CompactAsync(gateway, Wire.OpenAI);

        await gateway.PostAsync(conversation.Say("Go on.").Request(Wire.Azure.Model));

        Assert.Equal([], upstream.Violations);
        Assert.Single(Texts(upstream.Requests[^1]), text => text.Contains("only another model can read", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Tempted))]
    public async Task Calls_that_a_model_makes_instead_of_a_summary_are_a_failure(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync(new ScriptedSession(Work, Work with { ExpectedOutputs = ["forty-two"] }));
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));
        var conversation = await BeginAsync(gateway, wire);

        var answer = await gateway.PostAsync(conversation.Request(wire.Model, compact: true));

        Assert.Equal((502, "server_error"), (answer.Status, answer.Code));
        Assert.Contains(await gateway.Ledger.RowsAsync(), row => row.Outcome == LedgerOutcome.Failed);
    }

    [Fact]
    public async Task A_trigger_before_other_items_is_refused()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();

        var answer = await gateway.PostAsync("""{"model":"anthropic/claude-haiku-4-5","input":[{"type":"compaction_trigger"},{"role":"user","content":"x"}]}""");

        Assert.Equal((400, "input"), (answer.Status, answer.Param));
    }

    private static async Task<Conversation> BeginAsync(GatewayUnderTest gateway, Wire wire)
    {
        var conversation = new Conversation().Say("Six times seven?");
        var answer = await gateway.PostAsync(conversation.Request(wire.Model));
        return conversation.Hear(answer).Answer("forty-two");
    }

    private static async Task<Conversation> CompactAsync(GatewayUnderTest gateway, Wire wire)
    {
        var conversation = await BeginAsync(gateway, wire);
        var answer = await gateway.PostAsync(conversation.Request(wire.Model, compact: true));
        return conversation.ReplaceBy(Assert.Single(answer.Items()));
    }

    private static void AssertCompaction(JsonElement item)
    {
        Assert.Equal(["id", "type", "encrypted_content"], item.EnumerateObject().Select(property => property.Name));
        Assert.Equal("compaction", item.GetProperty("type").GetString());
        Assert.StartsWith("cmp_", item.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(item.GetProperty("encrypted_content").GetString()!);
    }

    /// <summary>Every string in what an upstream was sent.</summary>
    private static IEnumerable<string> Texts(SimulatedRequest request) => Strings(request.Json);

    private static IEnumerable<string> Strings(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => [json.GetString()!],
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Strings),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property => Strings(property.Value)),
        _ => [],
    };
}
