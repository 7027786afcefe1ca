using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Tests.Laws.Support;

/// <summary>A recording, and one way of reading it: what its upstream speaks of the Responses API may be relayed or rewritten.</summary>
internal sealed record LawCase(Recording Recording, Route Route)
{
    private static readonly DialectRegistry Registry = new(BuiltInDialects.All);

    public string Name => IsNative ? $"{Recording.Name} (native)" : Recording.Name;

    public bool IsNative => Route.Capabilities.NativeResponses && Recording.IsStream;

    public IDialect Dialect => Registry.Get(Recording.Dialect);

    /// <summary>What was asked, or the least that can be.</summary>
    public ResponsesRequest Request
    {
        get
        {
            try
            {
                return Read(Recording.Request ?? Fallback);
            }
            catch (GatewayException)
            {
                // Recorded requests may refer to stored responses, which this gateway refuses; their replies are read all the same.
                return Read(Fallback);
            }
        }
    }

    public UpstreamReply Reply(Stream body)
    {
        using var response = new HttpResponseMessage();
        foreach (var (name, value) in Recording.Headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return new UpstreamReply(Route, Recording.Status, response.Headers, body) { ContentType = Recording.ContentType };
    }

    public override string ToString() => Name;

    private static ResponsesRequest Read(System.Text.Json.JsonElement request) => ResponsesRequestReader.Read(JsonView.Parse(request.GetRawText()));

    private static System.Text.Json.JsonElement Fallback { get; } = System.Text.Json.JsonElement.Parse("""{"model":"m","input":"x"}""");
}
