using System.Text.Json;
using System.Text.RegularExpressions;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Tests.Laws.Support;
using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

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
        Assert.All(MappingRoutes.Distinct, route => Assert.Equal(Map(name, route).Body.ToArray(), Map(name, route).Body.ToArray()));
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void Every_upstream_gets_a_JSON_object_that_names_its_own_model(string name)
    {
        Assert.All(MappingRoutes.Distinct, route =>
        {
            var request = Map(name, route);
            var body = JsonElement.Parse(request.Body.Span);
            Assert.Equal(JsonValueKind.Object, body.ValueKind);
            Assert.True(NamesModel(request, body, route), request.Path);
            Assert.True(AsksForStream(request, body) || CannotStream(route), request.Path);
        });
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void An_upstream_that_is_translated_for_gets_functions_under_names_that_all_take(string name)
    {
        var translated = MappingRoutes.Distinct.Where(route => !route.Capabilities.NativeResponses);
        Assert.All(translated, route => Assert.All(SentTools.Of(JsonElement.Parse(Map(name, route).Body.Span)), tool => AssertFunction(tool, route)));
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void An_upstream_that_is_translated_for_sees_no_item_that_only_Codex_and_OpenAI_know(string name)
    {
        var translated = MappingRoutes.Distinct.Where(route => !route.Capabilities.NativeResponses);
        Assert.All(translated, route => Assert.Empty(
            Items(JsonElement.Parse(Map(name, route).Body.Span)).Select(Type).Intersect(["custom_tool_call", "custom_tool_call_output", "additional_tools", "item_reference"])));
    }

    private static UpstreamRequest Map(string name, Route route)
    {
        var prepared = new RequestPreparation(Replay.Envelope).Prepare(ResponsesRequestReader.Read(JsonView.Parse(CodexRequests.All[name].GetRawText())), route);
        return Dialects.Get(route.Dialect).MapRequest(prepared.Request, route);
    }

    /// <summary>In the body or, at Google, Amazon and Replicate, in the path.</summary>
    private static bool NamesModel(UpstreamRequest request, JsonElement body, Route route) =>
        body.TryGetProperty("model", out var model) ? model.GetString() == route.UpstreamModel : Uri.UnescapeDataString(request.Path).Contains($"/{route.UpstreamModel}", StringComparison.Ordinal);

    private static bool AsksForStream(UpstreamRequest request, JsonElement body) =>
        body.TryGetProperty("stream", out var stream) ? stream.GetBoolean() : request.Path.Contains("stream", StringComparison.Ordinal);

    /// <summary>Data names the path of replies that come whole (Llama at Bedrock calls no tools while it streams).</summary>
    private static bool CannotStream(Route route) => route.Model.Path?.EndsWith("/converse", StringComparison.Ordinal) is true;

    private static IEnumerable<JsonElement> Items(JsonElement body) => body.TryGetProperty("input", out var input) && input.ValueKind == JsonValueKind.Array ? input.EnumerateArray() : [];

    private static string? Type(JsonElement value) => value.TryGetProperty("type", out var type) ? type.GetString() : null;

    /// <summary>What a tool is called that the upstream runs itself; Google's has a member of its own in place of a type.</summary>
    private static string? HostedType(JsonElement tool) => tool.TryGetProperty("googleSearch", out _) ? "google_search" : Type(tool) is { } type and not "function" ? type : null;

    private static void AssertFunction(JsonElement tool, Route route)
    {
        if (HostedType(tool) is { } type)
        {
            Assert.Equal(route.Capabilities.WebSearch, type);
            return;
        }

        Assert.Matches(AnyoneTakes(), SentTools.Name(tool));
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$")]
    private static partial Regex AnyoneTakes();
}
