using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.GeminiGenerateContent;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Gemini;
using CodexFuncGateway.Tests.Catalog;
using CodexFuncGateway.Tests.Laws.Support;
using CodexFuncGateway.Translation;
using static CodexFuncGateway.Tests.Dialects.GeminiGenerateContent.GeminiFixture;

namespace CodexFuncGateway.Tests.Dialects.GeminiGenerateContent;

/// <summary>Every model of the catalog, asked in every way that has ever been refused, against services as strict as the real ones.</summary>
public sealed class GeminiAcceptanceTests
{
    private static readonly Dictionary<string, string> Headers = new() { ["x-goog-api-key"] = "k" };

    public static TheoryData<string> Models => [.. CatalogFixture.BuiltIn.Offers.Where(offer => offer.Dialect == "gemini-generate-content").Select(offer => offer.Name)];

    [Theory]
    [MemberData(nameof(Models))]
    public void No_request_is_refused(string model)
    {
        var route = CatalogFixture.Resolve(model);

        Assert.All(Conversations().SelectMany(Variants), request => Assert.Null(FindRejection(request, route)));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void No_request_of_Codex_is_refused(string model)
    {
        var route = CatalogFixture.Resolve(model);

        Assert.All(CodexRequests.All.Values, body =>
            Assert.Null(FindRejection(new RequestPreparation(Replay.Envelope).Prepare(ResponsesRequestReader.Read(JsonView.Parse(body.GetRawText())), route).Request, route)));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Tools_as_servers_offer_them_are_accepted_and_found_again(string model)
    {
        var route = CatalogFixture.Resolve(model);
        var prepared = new RequestPreparation(Replay.Envelope).Prepare(ResponsesRequestReader.Read(JsonView.Parse(ServerTools.Request)), route);

        var declared = JsonElement.Parse(new GeminiGenerateContentDialect().MapRequest(prepared.Request, route).Body.Span)
            .GetProperty("tools")[0].GetProperty("functionDeclarations").EnumerateArray().Select(function => function.GetProperty("name").GetString()!);

        Assert.Null(FindRejection(prepared.Request, route));
        Assert.Equal(ServerTools.Names, declared.Select(name => prepared.Tools!.Restore(name).Tool));
    }

    private static string? FindRejection(ResponsesRequest request, Route route)
    {
        var mapped = new GeminiGenerateContentDialect().MapRequest(AnswerFormat.Tell(request, route.Capabilities).Request, route);
        var body = mapped.Body.ToArray();
        var service = route.Provider.Name == "vertex" ? GeminiService.Vertex : GeminiService.Developer;
        var path = service.Path.Base + mapped.Path;
        return new GeminiSimulator(service).FindRejection(new SimulatedRequest("POST", path.Split('?')[0], Headers, body, JsonElement.Parse(body)) { Target = path })?.Body;
    }

    private static IEnumerable<ResponsesRequest> Conversations() =>
    [
        Request(User("Hi")),
        Request(Developer("Be terse."), User("  "), User("Hi"), Assistant(""), User("\n")),
        Request(User("Hi"), Assistant("Hello "), Developer("Mode changed.")),
        Request(Assistant("Hello"), User("Hi"), Assistant("And ")),
        Request(User("Go"), Assistant("Both."), Call("a"), Call("b", "not json"), Output("a", ""), Output("b", "2"), Assistant("Done."), User("More")),
        Request(Call("a"), Output("a", "1"), User("Summarise."), Assistant("…"), User("Go on")),
        Request(User("Go"), Call("a"), new ToolOutputItem(default, "a", [new ImagePart("data:image/png;base64,AAAA", null)], IsCustom: false)),
        Request(),
    ];

    private static IEnumerable<ResponsesRequest> Variants(ResponsesRequest request) =>
        from effort in (string?[])[null, "none", "minimal", "medium", "xhigh", "max", "ultra"]
        from choice in (ToolChoice[])[ToolChoice.Auto, new(ToolChoiceMode.None, []), new(ToolChoiceMode.Required, []), new(ToolChoiceMode.Named, [new(null, "shell")])]
        from tools in (ToolDefinition[][])[[], [Tool("shell", """{"anyOf":[{"type":"object"}]}"""), Tool("plan", strict: true), new HostedTool(default, "web_search")]]
        from limit in (int?[])[null, 1, 1_500, 5_000, 1_000_000]
        select request with
        {
            ReasoningEffort = effort,
            ToolChoice = choice,
            Tools = tools,
            MaxOutputTokens = limit,
            OutputFormat = limit is 5_000 ? new OutputFormat("answer", JsonElement.Parse("""{"type":"object","properties":{"a":{"const":1}}}"""), true) : null,
            ServiceTier = limit is 1 ? "flex" : null,
            Temperature = 2.5,
            TopP = 0.5,
        };
}
