using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Tests.Laws.Support;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Golden;

public sealed class RequestGoldenTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Cases =
        [.. Directory.EnumerateFiles(Path.Combine(FixtureFolder.Path, "requests")).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    public static IEnumerable<object[]> Mappings { get; } = [.. from dialect in BuiltInDialects.All from name in Cases select new object[] { dialect.Id, name }];

    [Theory]
    [MemberData(nameof(Mappings))]
    public void A_request_becomes_the_body_that_was_found_good(string dialect, string name)
    {
        var request = ResponsesRequestReader.Read(JsonView.Parse(File.ReadAllBytes(Path.Combine(FixtureFolder.Path, "requests", $"{name}.json"))));
        var route = RouteOf(dialect);

        var mapped = new DialectRegistry(BuiltInDialects.All).Get(dialect).MapRequest(new RequestPreparation(Replay.Envelope).Prepare(request, route).Request, route);

        GoldenFile.AssertEqual($"requests/{dialect}/{name}.json", $"POST {mapped.Path}\n{JsonNode.Parse(mapped.Body.Span)!.ToJsonString(Indented)}\n");
    }

    /// <summary>A plain host of the dialect, whatever the catalog says of real ones, but for what two of the dialects cannot say at all.</summary>
    private static Route RouteOf(string dialect) => new(
        "asked",
        new Provider { Name = "plain", DisplayName = "Plain", Dialect = dialect },
        new Model { Id = "model" },
        new Capabilities { Images = true, JsonSchema = dialect != "replicate-predictions", SchemaBesideTools = dialect != "cohere-chat" },
        new ModelPrice { Rates = new PriceRates { Input = 1, Output = 1 } });
}
