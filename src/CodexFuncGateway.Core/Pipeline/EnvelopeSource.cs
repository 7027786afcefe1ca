using CodexFuncGateway.Errors;
using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Pipeline;

/// <summary>The envelope with the keys that are in force: read when a call needs it, and made anew when an operator has changed them.</summary>
internal sealed class EnvelopeSource(SecretSources secrets)
{
    private Held? held;

    /// <exception cref="GatewayException">There is no key, or it cannot be had now.</exception>
    public async ValueTask<ReasoningEnvelope> GetAsync(CancellationToken cancellationToken)
    {
        var text = await secrets.FindAsync(OwnSecrets.SealKey, cancellationToken)
            ?? throw new GatewayException(ErrorKind.Internal, $"The gateway has no key to seal with: its operator sets {OwnSecrets.Describe(OwnSecrets.SealKey)}.");
        var last = held;
        if (last?.Text != text)
        {
            held = last = new Held(text, new ReasoningEnvelope(ReadKeys(text) ?? throw new GatewayException(ErrorKind.Internal, Wrong)));
        }

        return last.Envelope;
    }

    /// <summary>What is wrong with a setting is said at the start; what only a vault knows is not asked for then.</summary>
    /// <exception cref="InvalidOperationException">The setting is wrong, or missing where nothing else could hold the key.</exception>
    public static void Require(string? setting, bool hasVault)
    {
        if (string.IsNullOrWhiteSpace(setting) ? !hasVault : ReadKeys(setting) is null)
        {
            throw new InvalidOperationException(Wrong);
        }
    }

    private static string Wrong => $"{OwnSecrets.Describe(OwnSecrets.SealKey)} must be at least 32 random bytes in base64, the same for all instances. Several, with spaces between, are read; the first one seals.";

    private static byte[][]? ReadKeys(string text)
    {
        try
        {
            var keys = Array.ConvertAll(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), Convert.FromBase64String);
            return keys.Length > 0 && Array.TrueForAll(keys, key => key.Length >= ReasoningEnvelope.LeastKeyLength) ? keys : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private sealed record Held(string Text, ReasoningEnvelope Envelope);
}
