using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.BedrockConverse;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Bedrock;
using CodexFuncGateway.Tests.Catalog;
using CodexFuncGateway.Tests.Laws.Support;
using CodexFuncGateway.Translation;
using static CodexFuncGateway.Tests.Dialects.BedrockConverse.ConverseFixture;

namespace CodexFuncGateway.Tests.Dialects.BedrockConverse;

/// <summary>Every model of the catalog that is served by Converse, asked in every way that has ever been refused, against a service as strict as the real one.</summary>
public sealed class ConverseAcceptanceTests
{
    private const string Key = "bedrock-api-key";

    private static readonly Dictionary<string, string> Headers = new(StringComparer.OrdinalIgnoreCase) { ["Authorization"] = $"Bearer {Key}" };

    private static readonly ImagePart Image = new("data:image/png;base64,AAAA", null);

    public static TheoryData<string> Models => [.. CatalogFixture.BuiltIn.Offers.Where(offer => offer.Dialect == "bedrock-converse").Select(offer => offer.Model.Id)];

    [Theory]
    [MemberData(nameof(Models))]
    public void No_request_is_refused(string model)
    {
        var route = Resolve(model);

        var refusals = Conversations().SelectMany(Variants).Select(request => FindRejection(request, route)).OfType<string>().Distinct().ToList();

        Assert.True(refusals.Count == 0, string.Join('\n', refusals));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void No_request_of_Codex_is_refused(string model)
    {
        var route = Resolve(model);

        Assert.All(CodexRequests.All.Values, body => Assert.Null(FindRejection(Prepare(body.GetRawText(), route).Request, route)));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Tools_as_servers_offer_them_are_accepted_and_found_again(string model)
    {
        var route = Resolve(model);
        var prepared = Prepare(ServerTools.Request, route);

        var declared = JsonElement.Parse(new BedrockConverseDialect().MapRequest(prepared.Request, route).Body.Span)
            .GetProperty("toolConfig").GetProperty("tools").EnumerateArray().Where(tool => tool.TryGetProperty("toolSpec", out _))
            .Select(tool => tool.GetProperty("toolSpec").GetProperty("name").GetString()!);

        Assert.Null(FindRejection(prepared.Request, route));
        Assert.Equal(ServerTools.Names, declared.Select(name => prepared.Tools!.Restore(name).Tool));
    }

    private static Route Resolve(string model) => CatalogFixture.Resolve($"bedrock/{model}", ("Providers:bedrock:Parameters:region", "us-east-1"));

    private static PreparedRequest Prepare(string request, Route route) =>
        new RequestPreparation(Replay.Envelope).Prepare(ResponsesRequestReader.Read(JsonView.Parse(request)), route);

    private static string? FindRejection(ResponsesRequest request, Route route)
    {
        var mapped = new BedrockConverseDialect().MapRequest(AnswerFormat.Tell(request, route.Capabilities).Request, route);
        var body = mapped.Body.ToArray();
        var sent = new SimulatedRequest("POST", Uri.UnescapeDataString(mapped.Path), Headers, body, JsonElement.Parse(body)) { Target = mapped.Path };
        return new BedrockSimulator(new AwsAccount { ApiKey = Key }).FindRejection(sent)?.Body;
    }

    private static IEnumerable<ResponsesRequest> Conversations() =>
    [
        Request(User("Hi")),
        Request(Developer("Be terse."), User("  "), new MessageItem(default, "user", [Image]), Assistant(""), User("\n")),
        Request(User("Hi"), Assistant("Hello "), Developer("Mode changed.")),
        Request(Assistant("Hello"), User("Hi"), Assistant("And ")),
        Request(User("Go"), Assistant("Both."), Call("a"), Call("b", "not json"), Output("a", ""), Output("b", new TextPart("2"), Image), Assistant("Done."), User("More")),
        Request(User("Go"), Call("a"), Output("a", Image), User("And?"), Developer("Mode changed.")),
        Request(Call("a"), Output("a", "1"), User("Summarise."), Assistant("…"), User("Go on")),
        Request(),
    ];

    private static IEnumerable<ResponsesRequest> Variants(ResponsesRequest request) =>
        from effort in (string?[])[null, "none", "minimal", "medium", "xhigh", "max", "ultra"]
        from choice in (ToolChoice[])[ToolChoice.Auto, new(ToolChoiceMode.None, []), new(ToolChoiceMode.Required, []), new(ToolChoiceMode.Named, [new(null, "shell")])]
        from tools in (ToolDefinition[][])[[], [Tool("shell", """{"anyOf":[{"type":"object"}]}"""), Tool("plan", strict: true), Tool("tree", Tree)]]
        from limit in (int?[])[null, 1, 1_500, 5_000, 1_000_000]
        select request with
        {
            ReasoningEffort = effort,
            ToolChoice = choice,
            Tools = tools,
            MaxOutputTokens = limit,
            ParallelToolCalls = limit is null,
            OutputFormat = limit is null ? new OutputFormat("tree", JsonElement.Parse(Tree), true) : null,
            Temperature = 2,
            TopP = 0.5,
        };

    /// <summary>Of the kind that MCP servers generate.</summary>
    private const string Tree =
        """
        {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"Tree","description":"A tree.","type":"object","additionalProperties":false,"required":["root"],
         "properties":{"root":{"$ref":"#/$defs/Node"},"mode":{"type":["string","null"],"enum":["a",null]},"any":{"anyOf":[{"type":"string"},{"type":"integer","minimum":1}]}},
         "$defs":{"Node":{"type":"object","properties":{"name":{"type":"string","maxLength":9},"left":{"$ref":"#/$defs/Node"}}}}}
        """;
}
