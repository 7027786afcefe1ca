using System.Text.Json.Nodes;
using CodexFuncGateway.Fuzz.Corpus;

namespace CodexFuncGateway.Fuzz.Mutation;

/// <summary>Makes the case of a number, the same one every time.</summary>
/// <param name="histories">Requests that hold what models behind the gateway answered, sealed state included.</param>
internal sealed class CaseMaker(int seed, IReadOnlyList<RequestSample> histories)
{
    private static readonly string[] OddHeaderValues = ["", " ", "x", "a\u00e9", new string('y', 5_000), "../..", "%0d%0aX-Injected: 1", "{\"a\":1}", "codex_exec", "codex_exec\u007f", "0", "-1", "1e9", "Wed, 21 Oct 2099 07:28:00 GMT"];
    private static readonly string[] ClientHeaders = ["session-id", "session_id", "originator", "User-Agent", "x-codex-turn-state", "x-codex-turn-metadata", "x-api-key", "Origin", "Content-Type", "Accept", "x-request-id"];
    private static readonly string[] UpstreamHeaders = ["x-request-id", "retry-after", "retry-after-ms", "x-codex-turn-state", "x-amzn-errortype", "openai-model", "Set-Cookie", "Date", "Location"];
    private static readonly int[] Statuses = [200, 200, 200, 200, 200, 200, 201, 204, 301, 302, 400, 401, 402, 403, 404, 408, 413, 422, 424, 429, 498, 500, 502, 503, 504, 529, 599];

    private readonly RequestSample[] requests = [.. Samples.Requests, .. histories, .. histories];
    private readonly JsonNode[] documents = [.. Samples.Requests.Concat(histories).Select(sample => sample.Body)];

    public FuzzCase Make(int number)
    {
        var chance = new Chance(HashOf(seed, number));
        var model = chance.Of(AskedModel.All);
        var sample = chance.Of(requests);
        var body = sample.Body.DeepClone();
        body["model"] = model.Name;
        var mutated = chance.OneIn(20) ? body : new JsonMutator(chance).Mutate(body, documents);
        var text = JsonText.Write(mutated, chance);
        var (encoded, encodings) = BodyEncoder.Encode(chance.OneIn(8) ? ByteMutator.Mutate(text, chance) : text, chance);
        return new FuzzCase(number, sample.Path, encoded, RequestHeaders(encodings, chance), Answer(model, chance));
    }

    /// <summary>Alike on every machine, unlike the framework's hash codes.</summary>
    private static int HashOf(int seed, int number) => unchecked((int)((((uint)seed * 2654435761u) ^ (uint)number) * 2246822519u));

    private static Dictionary<string, string> RequestHeaders(string? encodings, Chance chance)
    {
        var headers = OddHeaders(ClientHeaders, chance);
        headers["Authorization"] = chance.OneIn(50) ? chance.Of(OddHeaderValues) : $"Bearer {Running.InProcessGateway.Key}";
        if (encodings is not null)
        {
            headers["Content-Encoding"] = encodings;
        }

        return headers;
    }

    private static Dictionary<string, string> OddHeaders(string[] names, Chance chance)
    {
        var headers = new Dictionary<string, string>();
        while (chance.OneIn(3))
        {
            headers[chance.Of(names)] = chance.Of(OddHeaderValues);
        }

        return headers;
    }

    private static UpstreamAnswer Answer(AskedModel model, Chance chance)
    {
        var dialect = chance.OneIn(100) ? chance.Of(AskedModel.All).Dialect : model.Dialect;
        var reply = chance.Of([.. Samples.Replies[dialect]]);
        var bytes = new ReplyMutator(chance).Mutate(reply);
        var status = reply.Status != 200 ? reply.Status : chance.OneIn(8) ? chance.Of(Statuses) : 200;
        var type = chance.OneIn(40) ? chance.Of([ReplySample.Events, ReplySample.Json, ReplySample.Messages, "text/html", "", "a/b;c=\"", "application/x-ndjson"]) : reply.ContentType;
        return new UpstreamAnswer(status, type, bytes, chance.Of([1, 3, 17, 100, 4_096, 1 << 20]), chance.OneIn(20)) { Headers = OddHeaders(UpstreamHeaders, chance) };
    }
}
