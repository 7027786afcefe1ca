using CodexFuncGateway.Simulators.Json;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Simulators.ChatCompletions;

/// <summary>One tool call as deltas: whole in one, or its arguments in pieces.</summary>
internal sealed class ChatCallDeltas(ChatQuirks quirks, int index, string id, OfferedCall call)
{
    public IEnumerable<object> Write() => quirks.FragmentsArguments ? WriteFragments() : [Start(call.Payload)];

    private IEnumerable<object> WriteFragments() => SseFrames.Pieces(call.Payload).Select(Continue).Prepend(Start(""));

    private object Start(string arguments) =>
        new { tool_calls = new[] { new { index, id, type = "function", function = new { name = call.Name, arguments } } } };

    /// <remarks>Without an id, but with the type repeated, as Cerebras does it (recorded, November 2025).</remarks>
    private object Continue(string arguments) => new { tool_calls = new[] { new { index, type = "function", function = new { arguments } } } };
}
