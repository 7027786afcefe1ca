using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.ChatCompletions;

/// <summary>Who may speak after whom, at the providers whose chat templates care.</summary>
internal static class TurnRules
{
    private const string OrderCode = "3230";

    public static ChatProblem? FindProblem(JsonElement body, ChatQuirks quirks)
    {
        var roles = body.ItemsAt("messages").Select(message => message.TextAt("role") ?? "").ToList();
        if (quirks.WantsOneLeadingSystemMessage && roles.LastIndexOf("system") > 0)
        {
            return new ChatProblem("System message must be at the beginning.");
        }

        return quirks.IsStrictOnTurns ? FindWrongOrder(roles) : null;
    }

    private static ChatProblem? FindWrongOrder(List<string> roles)
    {
        var afterTool = roles.Zip(roles.Skip(1)).FirstOrDefault(pair => pair is { First: "tool", Second: "user" or "system" }).Second;
        if (afterTool is not null)
        {
            return new ChatProblem($"Unexpected role '{afterTool}' after role 'tool'", Code: OrderCode);
        }

        return roles[^1] == "assistant"
            ? new ChatProblem("Expected last role User or Tool (or Assistant with prefix True) for serving but got assistant", Code: OrderCode)
            : null;
    }
}
