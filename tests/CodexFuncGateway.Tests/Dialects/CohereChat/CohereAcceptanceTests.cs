using System.Text.Json;
using CodexFuncGateway.Dialects.CohereChat;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Cohere;
using CodexFuncGateway.Tests.Catalog;
using CodexFuncGateway.Tests.Laws.Support;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Dialects.CohereChat;

/// <summary>Every model of the catalog, asked in every way that might be refused, against a service as strict as the real one.</summary>
public sealed class CohereAcceptanceTests
{
    private static readonly Dictionary<string, string> Headers = new() { ["Authorization"] = "Bearer a-key" };

    private static readonly string[] Conversations =
    [
        "[]",
        """[{"role":"developer","content":"Be terse."},{"role":"user","content":" "},{"role":"user","content":"Hi"},{"role":"assistant","content":""}]""",
        """[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello "},{"role":"developer","content":"Mode changed."}]""",
        """[{"role":"assistant","content":"Hello"},{"role":"user","content":[{"type":"input_image","image_url":"https://example.org/u"},{"type":"input_file","file_id":"f"}]},{"role":"assistant","content":"And"}]""",
        """
        [{"role":"user","content":"Go"},{"role":"assistant","content":"Both."},
         {"type":"function_call","call_id":"a","name":"mcp-server.read","arguments":""},{"type":"custom_tool_call","call_id":"b","name":"9lives","input":"x"},
         {"type":"custom_tool_call_output","call_id":"b","output":""},{"type":"function_call_output","call_id":"a","output":[{"type":"input_image","image_url":"https://example.org/u"}]}]
        """,
    ];

    private static readonly string[] Tools =
    [
        "[]",
        """[{"type":"function","name":"mcp-server.read","parameters":{"anyOf":[{"type":"object"}]}},{"type":"custom","name":"9lives"},{"type":"web_search"}]""",
        """[{"type":"function","name":"s","strict":true,"parameters":{"type":"object","properties":{"a":{"type":"string","pattern":"^x$","minLength":2}},"required":["a"],"additionalProperties":false}}]""",
    ];

    public static TheoryData<string> Models => [.. CatalogFixture.BuiltIn.Offers.Where(offer => offer.Provider.Name == "cohere").Select(offer => offer.Model.Id)];

    [Theory]
    [MemberData(nameof(Models))]
    public void No_request_is_refused(string model) => Assert.All(Requests(), request => AssertAccepted(request, model));

    [Theory]
    [MemberData(nameof(Models))]
    public void What_Codex_sends_is_not_refused(string model) => Assert.All(CodexRequests.All.Values, request => AssertAccepted(request, model));

    private static void AssertAccepted(JsonElement request, string model)
    {
        var route = CatalogFixture.Resolve($"cohere/{model}");
        var read = ResponsesRequestReader.Read(JsonView.Parse(request.GetRawText()));
        var served = route.Capabilities.Tools ? read : read with { Tools = [], Input = [.. read.Input.Where(item => item is MessageItem)] };
        var body = new CohereChatDialect().MapRequest(new RequestPreparation(Replay.Envelope).Prepare(served, route).Request, route).Body.ToArray();

        var rejection = new CohereSimulator().FindRejection(new SimulatedRequest("POST", "/v2/chat", Headers, body, JsonElement.Parse(body)));

        Assert.True(rejection is null, $"{rejection?.Body}\n{JsonElement.Parse(body)}");
    }

    private static IEnumerable<JsonElement> Requests() =>
        from conversation in Conversations
        from tools in Tools
        from effort in (string[])["none", "minimal", "medium", "ultra"]
        from choice in (string[])["\"auto\"", "\"none\"", "\"required\"", """{"type":"function","name":"s"}"""]
        from format in (string[])["""{"type":"text"}""", """{"type":"json_object"}""", """{"type":"json_schema","name":"a","schema":{"type":"object","properties":{"n":{"type":"number","minimum":0}},"required":["n"]}}"""]
        select JsonElement.Parse($$$"""
            {"model":"asked","input":{{{conversation}}},"tools":{{{tools}}},"tool_choice":{{{choice}}},"reasoning":{"effort":"{{{effort}}}"},"text":{"format":{{{format}}}},
             "max_output_tokens":100000,"temperature":2,"top_p":0,"parallel_tool_calls":false,"store":false}
            """);
}
