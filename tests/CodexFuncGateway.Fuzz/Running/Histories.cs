using System.Text.Json.Nodes;
using CodexFuncGateway.Fuzz.Corpus;
using CodexFuncGateway.Fuzz.Mutation;

namespace CodexFuncGateway.Fuzz.Running;

/// <summary>Has every model answer once, and makes of each answer the history of a next request: that is how sealed reasoning comes back.</summary>
internal static class Histories
{
    public static async Task<IReadOnlyList<RequestSample>> TellAsync(InProcessGateway gateway)
    {
        var histories = new List<RequestSample>();
        foreach (var model in AskedModel.All)
        {
            foreach (var reply in Samples.Replies[model.Dialect].Where(reply => reply.Status == 200))
            {
                var answer = await gateway.AskAsync(Ask(model, reply));
                if (answer.Status == 200 && JsonNode.Parse(answer.Body)?["output"] is JsonArray { Count: > 0 } output)
                {
                    histories.Add(new RequestSample("/openai/v1/responses", Continue(output)));
                }
            }
        }

        return histories;
    }

    private static FuzzCase Ask(AskedModel model, ReplySample reply)
    {
        var body = new JsonObject { ["model"] = model.Name, ["input"] = "Go on.", ["store"] = false, ["tools"] = new JsonArray() };
        var answer = new UpstreamAnswer(200, reply.ContentType, new ReplyMutator(Chance.None).Mutate(reply), 4_096, Breaks: false);
        return new FuzzCase(0, "/openai/v1/responses", JsonText.Write(body, Chance.None), new Dictionary<string, string> { ["Authorization"] = $"Bearer {InProcessGateway.Key}" }, answer);
    }

    private static JsonObject Continue(JsonArray output)
    {
        var input = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = "Go on." });
        foreach (var item in output)
        {
            input.Add(item?.DeepClone());
        }

        foreach (var call in output.Where(item => item?["type"]?.GetValue<string>() == "function_call"))
        {
            input.Add(new JsonObject { ["type"] = "function_call_output", ["call_id"] = call!["call_id"]?.DeepClone(), ["output"] = "Done." });
        }

        input.Add(new JsonObject { ["role"] = "user", ["content"] = "And now?" });
        return new JsonObject { ["model"] = "m", ["stream"] = true, ["store"] = false, ["input"] = input, ["tools"] = new JsonArray() };
    }
}
