using System.Text.Json;
using CodexFuncGateway.Tests.Dialects;
using CodexFuncGateway.Tests.Laws.Support;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>Schemas of real MCP servers hold references, lists of types and keywords of all drafts, which strict services refuse or answer with silence.</summary>
[NotFor(NotForAttribute.CallsNoTools, Column.Replicate)]
public sealed class Case21_ToolSchemaRefused
{
    /// <summary>Keywords that no upstream but those of the Responses API need see.</summary>
    private static readonly string[] Noise = ["$schema", "$comment", "enumDescriptions", "propertyNames"];

    private const string Unusual = """
        {"$schema":"https://json-schema.org/draft/2020-12/schema","$comment":"c","type":"object","required":["kind","absent"],
         "$defs":{"Kind":{"enum":["a","b"],"enumDescriptions":["x","y"]},"Tree":{"type":"object","properties":{"next":{"$ref":"#/$defs/Tree"}}}},
         "properties":{"kind":{"$ref":"#/$defs/Kind"},"tree":{"$ref":"#/$defs/Tree"},"maybe":{"type":["string","null"]},"fixed":{"const":1},
           "$ref":{"type":"string"},"map":{"type":"object","additionalProperties":{"type":"integer"},"propertyNames":{"maxLength":3}}},
         "additionalProperties":false}
        """;

    /// <summary>OpenAI judges what is relayed as it would have judged it without the gateway.</summary>
    [Theory, Dialects(Column.Anthropic, Column.Bedrock, Column.Chat, Column.Cohere, Column.Gemini, Column.Rewritten)]
    public async Task Every_service_takes_the_schemas_of_real_servers(string column)
    {
        await using var session = await CaseSession.StartAsync(column, CaseTools.Done);
        session.Conversation.Offer([.. JsonElement.Parse(ServerTools.Request).GetProperty("tools").EnumerateArray()]).Say("Hello.");

        await session.SendAsync();
    }

    [Theory, Dialects(Column.Anthropic, Column.Bedrock, Column.Chat, Column.Cohere, Column.Gemini, Column.Rewritten)]
    public async Task Every_service_takes_unusual_schemas_and_none_at_all(string column)
    {
        await using var session = await CaseSession.StartAsync(column, CaseTools.Done);
        session.Conversation.Say("Hello.").Offer(
            CaseTools.Function("unusual", JsonElement.Parse(Unusual)), new { type = "function", name = "bare" }, CaseTools.Function("empty", new { }), CaseTools.Function("typed", new { type = "object" }));

        await session.SendAsync();

        Assert.Equal(["unusual", "bare", "empty", "typed"], SentTools.Of(session.Sent).Select(SentTools.Name));
    }

    [Theory, Dialects(Column.Gemini)]
    public async Task What_Gemini_does_not_know_is_gone_at_every_depth(string column)
    {
        await using var session = await CaseSession.StartAsync(column, CaseTools.Done);
        session.Conversation.Say("Hello.").Offer(CaseTools.Function("unusual", JsonElement.Parse(Unusual)));

        await session.SendAsync();

        var schema = SentTools.Of(session.Sent).Single().GetRawText();
        Assert.All(Noise, keyword => Assert.DoesNotContain($"\"{keyword}\":", schema, StringComparison.Ordinal));
        Assert.Contains("kind", schema, StringComparison.Ordinal);
    }

    [Theory, Dialects(Column.Native)]
    public async Task What_OpenAI_takes_is_relayed_to_the_byte(string column)
    {
        await using var session = await CaseSession.StartAsync(column, CaseTools.Done);
        session.Conversation.Say("Hello.").Offer(CaseTools.Function("unusual", JsonElement.Parse(Unusual)));

        await session.SendAsync();

        Assert.Equal(JsonElement.Parse(session.Conversation.ToJson()).GetProperty("tools").GetRawText(), session.Sent.GetProperty("tools").GetRawText());
    }

    [Theory, Dialects]
    public async Task A_schema_in_the_output_of_a_tool_is_only_text(string column)
    {
        await using var session = await CaseSession.StartAsync(column, CaseTools.Done with { ExpectedOutputs = ["$defs"] });
        session.Conversation.Offer(CaseTools.Look).Say("Look.")
            .Add(new { type = "function_call", call_id = "call_1", name = "look", arguments = Unusual })
            .Add(new { type = "function_call_output", call_id = "call_1", output = Unusual });

        await session.SendAsync();

        Assert.Contains(session.Sent.Texts(), text => text.Contains("enumDescriptions", StringComparison.Ordinal));
    }
}
