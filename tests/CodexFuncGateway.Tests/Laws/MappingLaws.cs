using System.Text.Json;
using System.Text.RegularExpressions;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Tests.Laws.Support;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Laws;

/// <summary>Mapping is a pure function: what Codex asks becomes, for each upstream, always the same bytes, and only what that upstream knows.</summary>
[Collection(RunAlone.Name)]
public sealed partial class MappingLaws
{
    private static readonly DialectRegistry Dialects = new(BuiltInDialects.All);

    public static TheoryData<string> Requests { get; } = [.. CodexRequests.All.Keys];

    [Theory]
    [MemberData(nameof(Requests))]
    public void Mapping_twice_gives_the_same_bytes_for_every_upstream(string name)
    {
        Assert.All(MappingRoutes.Distinct, route => Assert.Equal(Map(name, route), Map(name, route)));
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void Every_upstream_gets_a_JSON_object_that_names_its_own_model(string name)
    {
        Assert.All(MappingRoutes.Distinct, route =>
        {
            var body = JsonElement.Parse(Map(name, route));
            Assert.Equal(JsonValueKind.Object, body.ValueKind);
            Assert.Equal(route.UpstreamModel, body.GetProperty("model").GetString());
            Assert.True(body.GetProperty("stream").GetBoolean());
        });
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void An_upstream_that_is_translated_for_gets_functions_under_names_that_all_take(string name)
    {
        var translated = MappingRoutes.Distinct.Where(route => !route.Capabilities.NativeResponses);
        Assert.All(translated, route => Assert.All(Tools(JsonElement.Parse(Map(name, route))), tool => AssertFunction(tool, route)));
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void An_upstream_that_is_translated_for_sees_no_item_that_only_Codex_and_OpenAI_know(string name)
    {
        var translated = MappingRoutes.Distinct.Where(route => !route.Capabilities.NativeResponses);
        Assert.All(translated, route => Assert.Empty(
            Items(JsonElement.Parse(Map(name, route))).Select(Type).Intersect(["custom_tool_call", "custom_tool_call_output", "additional_tools", "item_reference"])));
    }

    private static byte[] Map(string name, Route route)
    {
        var prepared = new RequestPreparation(Replay.Envelope).Prepare(ResponsesRequestReader.Read(CodexRequests.All[name]), route);
        return Dialects.Get(route.Dialect).MapRequest(prepared.Request, route).Body.ToArray();
    }

    private static IEnumerable<JsonElement> Tools(JsonElement body) => body.TryGetProperty("tools", out var tools) ? tools.EnumerateArray() : [];

    private static IEnumerable<JsonElement> Items(JsonElement body) => body.TryGetProperty("input", out var input) && input.ValueKind == JsonValueKind.Array ? input.EnumerateArray() : [];

    private static string? Type(JsonElement value) => value.TryGetProperty("type", out var type) ? type.GetString() : null;

    private static void AssertFunction(JsonElement tool, Route route)
    {
        if (Type(tool) is { } type && type != "function")
        {
            Assert.Contains(type, route.Capabilities.HostedTools);
            return;
        }

        var function = tool.TryGetProperty("function", out var wrapped) ? wrapped : tool;
        Assert.Matches(AnyoneTakes(), function.GetProperty("name").GetString());
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$")]
    private static partial Regex AnyoneTakes();
}
