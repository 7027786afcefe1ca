using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.AnthropicMessages;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Anthropic;
using CodexFuncGateway.Tests.Catalog;
using static CodexFuncGateway.Tests.Dialects.AnthropicMessages.AnthropicFixture;

namespace CodexFuncGateway.Tests.Dialects.AnthropicMessages;

/// <summary>Every model of the catalog, asked in every way that has ever been refused, against a service as strict as the real one.</summary>
public sealed class AnthropicAcceptanceTests
{
    private static readonly Dictionary<string, string> Headers = new() { ["x-api-key"] = "k", ["anthropic-version"] = "2023-06-01" };

    public static TheoryData<string> Models =>
        [.. CatalogFixture.BuiltIn.Offers.Where(offer => offer is { Provider.Name: "anthropic" or "azure", Dialect: "anthropic-messages" }).Select(offer => offer.Name)];

    [Theory]
    [MemberData(nameof(Models))]
    public void No_request_is_refused(string model)
    {
        var route = CatalogFixture.Resolve(model, ("Providers:azure:Parameters:resource", "contoso"));

        Assert.All(Conversations().SelectMany(Variants), request => Assert.Null(FindRejection(request, route)));
    }

    private static string? FindRejection(ResponsesRequest request, Route route)
    {
        var body = new AnthropicMessagesDialect().MapRequest(request, route).Body.ToArray();
        return new AnthropicSimulator().FindRejection(new SimulatedRequest("POST", "/v1/messages", Headers, body, JsonElement.Parse(body)))?.Body;
    }

    private static IEnumerable<ResponsesRequest> Conversations() =>
    [
        Request(User("Hi")),
        Request(Developer("Be terse."), User("  "), User("Hi"), Assistant(""), User("\n")),
        Request(User("Hi"), Assistant("Hello "), Developer("Mode changed.")),
        Request(Assistant("Hello"), User("Hi"), Assistant("And ")),
        Request(User("Go"), Assistant("Both."), Call("a"), Call("b", "not json"), Output("a", ""), Output("b", "2"), Assistant("Done."), User("More")),
        Request(Call("a"), Output("a", "1"), User("Summarise."), Assistant("…"), User("Go on")),
        Request(),
    ];

    private static IEnumerable<ResponsesRequest> Variants(ResponsesRequest request) =>
        from effort in (string?[])[null, "none", "minimal", "medium", "xhigh", "max", "ultra"]
        from choice in (ToolChoice[])[ToolChoice.Auto, new(ToolChoiceMode.None, []), new(ToolChoiceMode.Required, []), new(ToolChoiceMode.Named, [new(null, "shell")])]
        from tools in (ToolDefinition[][])[[], [Tool("shell", """{"anyOf":[{"type":"object"}]}"""), Tool("plan", strict: true)]]
        from limit in (int?[])[null, 1, 1_500, 5_000, 1_000_000]
        select request with
        {
            ReasoningEffort = effort,
            ToolChoice = choice,
            Tools = tools,
            MaxOutputTokens = limit,
            ParallelToolCalls = limit is null,
            Temperature = 2,
            TopP = 0.5,
        };
}
