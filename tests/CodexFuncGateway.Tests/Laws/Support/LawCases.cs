using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects;
using CodexFuncGateway.Tests.Catalog;

namespace CodexFuncGateway.Tests.Laws.Support;

/// <summary>Every fixture and recording that a built-in dialect reads, under the name by which a failing test reports it.</summary>
internal static class LawCases
{
    public static IReadOnlyList<Recording> Recordings { get; } =
        [.. BuiltInDialects.All.SelectMany(dialect => FixtureFolder.Read(dialect.Id).Concat(RecordingFolder.Read(dialect.Id)))];

    public static IReadOnlyList<LawCase> All { get; } = [.. Recordings.SelectMany(Readings)];

    private static readonly Dictionary<string, LawCase> ByName = All.ToDictionary(@case => @case.Name);

    public static LawCase Get(string name) => ByName[name];

    /// <summary>Names of cases, for theories.</summary>
    public static TheoryData<string> Names(Func<LawCase, bool> filter) => [.. All.Where(filter).Select(@case => @case.Name)];

    private static IEnumerable<LawCase> Readings(Recording recording)
    {
        var capabilities = CapabilitiesOf(recording.Provider);
        yield return Case(recording, capabilities with { NativeResponses = false });
        if (recording is { Dialect: "openai-responses", IsStream: true, IsError: false })
        {
            yield return Case(recording, capabilities with { NativeResponses = true });
        }
    }

    private static LawCase Case(Recording recording, Capabilities capabilities) => new(recording, new Route(
        "asked",
        new Provider { Name = recording.Provider, DisplayName = recording.Provider, Dialect = recording.Dialect },
        new Model { Id = "m" },
        capabilities,
        new ModelPrice { Rates = new PriceRates { Input = 1, Output = 1 } }));

    private static Capabilities CapabilitiesOf(string provider) =>
        CatalogFixture.BuiltIn.Providers.FirstOrDefault(known => known.Name == provider) is { } known
            ? new CapabilityLayers(known, provider).Shared
            : new Capabilities();
}
