using System.Collections.Concurrent;
using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.OpenAIResponses;

/// <summary>The signatures that this simulator put on its calls; each must come back with the call and with its output.</summary>
internal sealed class IssuedSignatures
{
    private readonly ConcurrentDictionary<string, string> signatureByCall = new();

    public void Remember(IReadOnlyList<JsonElement> items)
    {
        foreach (var item in items)
        {
            if (item.TextAt("thought_signature") is { } signature)
            {
                signatureByCall[item.TextAt("call_id")!] = signature;
            }
        }
    }

    public void ThrowIfMissing(JsonElement body)
    {
        foreach (var item in body.ItemsAt("input"))
        {
            if (signatureByCall.TryGetValue(item.TextAt("call_id") ?? "", out var issued) && item.TextAt("thought_signature") != issued)
            {
                throw new ScriptViolationException($"The signature \"{issued}\" came back as \"{item.TextAt("thought_signature")}\" in a {item.TextAt("type")}.");
            }
        }
    }
}
