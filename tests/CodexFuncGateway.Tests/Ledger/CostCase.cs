using System.Text;
using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects;
using CodexFuncGateway.Tests.Catalog;
using CodexFuncGateway.Tests.Laws.Support;
using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Tests.Ledger;

/// <summary>A reply with recorded counters and what it cost, from <c>Fixtures/costs</c>.</summary>
/// <param name="File">The provider; with <c>-chat</c> where it is asked in chat completions against its custom.</param>
internal sealed record CostCase(string File, JsonElement Json)
{
    private static readonly DialectRegistry Dialects = new(BuiltInDialects.All);

    private static readonly (string, string)[] Settings =
    [
        ("Providers:azure:Parameters:resource", "resource-1"),
        ("Providers:bedrock:Parameters:region", "us-east-1"),
        ("Providers:vertex:Parameters:project", "project-1"),
        ("Providers:vllm:BaseUrl", "http://127.0.0.1:1"),
        ("Providers:sgl:BaseUrl", "http://127.0.0.1:1"),
    ];

    private static readonly ModelResolver Usual = CatalogFixture.Resolver(Settings);
    private static readonly ModelResolver InChat =
        CatalogFixture.Resolver([.. Settings, ("Providers:xai:Dialect", "chat-completions"), ("Providers:openrouter:Dialect", "chat-completions")]);

    public static IReadOnlyList<CostCase> All { get; } =
    [
        .. from file in Directory.EnumerateFiles(Path.Combine(FixtureFolder.Path, "costs"), "*.json").Order(StringComparer.Ordinal)
           from json in JsonElement.Parse(System.IO.File.ReadAllBytes(file)).EnumerateArray()
           select new CostCase(Path.GetFileNameWithoutExtension(file), json),
    ];

    public string Name => $"{File}: {Json.GetProperty("name").GetString()}";

    public long NanoUsd => Json.GetProperty("nanoUsd").GetInt64();

    public decimal? InvoiceUsd => Json.TryGetProperty("invoiceUsd", out var invoice) ? invoice.GetDecimal() : null;

    public string? Tier => Json.TryGetProperty("tier", out var tier) ? tier.GetString() : null;

    /// <summary>Fresh, read, written for five minutes, written for an hour, output, searches.</summary>
    public (long, long, long, long, long, long) Usage => (Count("fresh"), Count("read"), Count("write5m"), Count("write1h"), Count("output"), Count("searches"));

    public Route Route => Assert.Single((File.EndsWith("-chat", StringComparison.Ordinal) ? InChat : Usual).Resolve(Json.GetProperty("model").GetString()!));

    public async Task<UsageReported> ReadAsync()
    {
        var (route, usage) = (Route, default(UsageReported));
        using var response = new HttpResponseMessage();
        var (body, contentType) = Body(route.Dialect);
        await foreach (var part in Dialects.Get(route.Dialect).ReadReplyAsync(
            new UpstreamReply(route, 200, response.Headers, new MemoryStream(body)) { ContentType = contentType }, CancellationToken.None))
        {
            Assert.IsNotType<Failed>(part);
            usage = part as UsageReported ?? usage;
        }

        return usage!;
    }

    private (byte[] Bytes, string ContentType) Body(string dialect)
    {
        if (Json.TryGetProperty("whole", out var whole))
        {
            return (Encoding.UTF8.GetBytes(whole.GetRawText()), "application/json");
        }

        var frames = Json.GetProperty("stream").EnumerateArray();
        return dialect == "bedrock-converse"
            ? (EventStreamFrame.Join(frames.Select(frame => $"event {frame.GetProperty("event").GetString()} {frame.GetProperty("data").GetRawText()}")), Recording.EventStream)
            : (Encoding.UTF8.GetBytes(string.Concat(frames.Select(frame => $"data: {frame.GetRawText()}\n\n"))), "text/event-stream");
    }

    private long Count(string bucket) => Json.GetProperty("usage").TryGetProperty(bucket, out var count) ? count.GetInt64() : 0;
}
