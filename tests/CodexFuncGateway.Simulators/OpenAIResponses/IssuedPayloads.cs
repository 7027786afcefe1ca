using System.Collections.Concurrent;
using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.OpenAIResponses;

/// <summary>The encrypted reasoning that this simulator gave out: nothing else may come back as such, and nothing of it may be lost.</summary>
internal sealed class IssuedPayloads
{
    private readonly ConcurrentDictionary<string, string?> formatByPayload = new();
    private readonly ConcurrentDictionary<string, string> payloadByCall = new();

    public void Remember(IReadOnlyList<JsonElement> items)
    {
        var reasoning = items.FirstOrDefault(item => item.Has("encrypted_content"));
        if (reasoning.TextAt("encrypted_content") is not { } payload)
        {
            return;
        }

        formatByPayload[payload] = reasoning.TextAt("format");
        foreach (var callId in items.Select(item => item.TextAt("call_id")).OfType<string>())
        {
            payloadByCall[callId] = payload;
        }
    }

    public ResponsesProblem? FindProblem(JsonElement body) =>
        body.ItemsAt("input").Where(item => item.TextAt("type") is "reasoning" or "compaction").Select(FindProblemOf).FirstOrDefault(problem => problem is not null);

    /// <summary>The service would answer without it too, but the model would have forgotten what it thought.</summary>
    public void ThrowIfMissing(JsonElement body)
    {
        var cameBack = body.ItemsAt("input").Select(item => item.TextAt("encrypted_content")).ToHashSet();
        foreach (var callId in body.ItemsAt("input").Select(item => item.TextAt("call_id")).OfType<string>())
        {
            if (payloadByCall.TryGetValue(callId, out var payload) && !cameBack.Contains(payload))
            {
                throw new ScriptViolationException($"The reasoning before {callId} did not come back.");
            }
        }
    }

    private ResponsesProblem? FindProblemOf(JsonElement item) => item.TextAt("encrypted_content") switch
    {
        null when item.Has("id") => new ResponsesProblem(
            $"Item with id '{item.TextAt("id")}' not found. Items are not persisted when `store` is set to false.", "input", Status: 404),
        { } payload when !formatByPayload.TryGetValue(payload, out var format) || format != item.TextAt("format") => new ResponsesProblem(
            $"The encrypted content for item {item.TextAt("id")} could not be verified. Reason: Encrypted content could not be decrypted or parsed.",
            Code: "invalid_encrypted_content"),
        _ => null,
    };
}
