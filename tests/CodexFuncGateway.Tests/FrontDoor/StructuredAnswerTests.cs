using System.Text.Json;
using System.Text.Json.Nodes;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>Answers that must have a form: held to it by the upstream, or told of it and checked here.</summary>
public sealed class StructuredAnswerTests
{
    private const string Schema = """
        {"type":"object","properties":{"verdict":{"type":"string","enum":["sound","broken"]},"lines":{"type":"integer"}},"required":["verdict","lines"],"additionalProperties":false}
        """;

    private const string Answer = """{"verdict":"sound","lines":3}""";

    /// <summary>Where the upstream is told, from the body's root; null where only words will do.</summary>
    private static readonly Dictionary<string, string[]?> Places = new()
    {
        ["anthropic"] = ["output_config", "format", "schema"],
        ["bedrock"] = ["outputConfig", "textFormat", "structure", "jsonSchema", "schema"],
        ["cohere"] = null,
        ["gemini"] = ["generationConfig", "responseJsonSchema"],
        ["groq"] = null,
        ["openai"] = ["text", "format", "schema"],
        ["xai"] = ["text", "format", "schema"],
    };

    public static TheoryData<string> Unenforced => [.. Places.Where(place => place.Value is null).Select(place => place.Key)];

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task A_schema_beside_tools_reaches_every_upstream_and_the_answer_the_client(string provider)
    {
        var (answer, upstream) = await AskAsync(provider, Answer, Format(schema: true));

        Assert.Equal(("response.completed", Answer), (answer.Terminal.Type, Text(answer.Terminal.Response)));
        Assert.Empty(upstream.Violations);
        AssertAsked(Places[provider], upstream.Requests.Single().Json);
    }

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task Any_JSON_is_asked_for_and_answered_everywhere(string provider)
    {
        var (answer, upstream) = await AskAsync(provider, Answer, Format(schema: false));

        Assert.Equal(("response.completed", Answer), (answer.Terminal.Type, Text(answer.Terminal.Response)));
        Assert.Empty(upstream.Violations);
        Assert.Contains("json", upstream.Requests.Single().Json.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Unenforced))]
    public async Task A_code_fence_is_taken_off_where_nobody_else_sees_to_it(string provider)
    {
        var (answer, _) = await AskAsync(provider, $"Here you are:\n```json\n{Answer}\n```", Format(schema: true));

        Assert.Equal(Answer, Text(answer.Terminal.Response));
    }

    [Theory]
    [MemberData(nameof(Unenforced))]
    public async Task An_answer_without_the_form_is_a_failed_reply_that_is_paid_for(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync(Saying("""{"verdict":"perhaps","lines":3}"""));
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));

        var answer = await gateway.PostAsync(Question(wire.Model, Format(schema: true)));

        Assert.Equal(502, answer.Status);
        Assert.Contains("does not follow the schema 'verdict'", answer.Message);
        var row = await gateway.Ledger.OnlyRowAsync();
        Assert.Equal((LedgerOutcome.Failed, ScriptedUsage.Small.Output), (row.Outcome, row.Usage.OutputTokens));
        Assert.True(row.CostNanoUsd > 0);
    }

    [Theory]
    [MemberData(nameof(Unenforced))]
    public async Task A_call_on_the_way_to_the_answer_is_none_of_it(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));

        var answer = await gateway.PostAsync(Question(wire.Model, Format(schema: true)));

        Assert.Equal("response.completed", answer.Terminal.Type);
        Assert.Contains(answer.Terminal.Response.GetProperty("output").EnumerateArray(), item => item.GetProperty("type").GetString() == "function_call");
    }

    private static async Task<(Answer Answer, UpstreamSimulator Upstream)> AskAsync(string provider, string said, object format)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync(Saying(said));
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));
        return (await gateway.PostAsync(Question(wire.Model, format)), upstream);
    }

    private static ScriptedSession Saying(string text) => new(new ScriptedStep { Text = text });

    private static object Format(bool schema) => schema
        ? new { type = "json_schema", name = "verdict", strict = true, schema = JsonElement.Parse(Schema) }
        : new { type = "json_object" };

    private static string Question(string model, object format)
    {
        var question = JsonNode.Parse(Ask.Question(model, prompt: "Is it sound? Answer in JSON."))!;
        question["text"] = JsonSerializer.SerializeToNode(new { format });
        return question.ToJsonString();
    }

    private static string Text(JsonElement response) => string.Concat(
        response.GetProperty("output").EnumerateArray().Where(item => item.GetProperty("type").GetString() == "message")
            .SelectMany(item => item.GetProperty("content").EnumerateArray()).Select(part => part.GetProperty("text").GetString()));

    private static void AssertAsked(string[]? place, JsonElement body)
    {
        if (place is null)
        {
            Assert.False(body.TryGetProperty("response_format", out _));
            Assert.Contains("follows this schema", body.GetRawText());
        }
        else
        {
            Assert.Contains("broken", place.Aggregate(body, (value, name) => value.GetProperty(name)).ToString());
        }
    }
}
