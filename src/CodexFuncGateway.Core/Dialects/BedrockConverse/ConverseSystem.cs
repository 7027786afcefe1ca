using CodexFuncGateway.Dialects.BedrockConverse.Wire;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.BedrockConverse;

/// <summary>The system prompt: the instructions that come first, and in words what the wire has no field for.</summary>
internal static class ConverseSystem
{
    /// <param name="mayCall">Whether the model may call the tools that it is shown.</param>
    public static List<ConverseBlock> Map(ResponsesRequest request, bool mayCall)
    {
        var system = new List<ConverseBlock>();
        ConverseContentMapper.AddText(request.Instructions, system);
        foreach (var message in LeadingInstructions(request))
        {
            ConverseContentMapper.AddText(ContentWords.Of(message.Content), system);
        }

        ConverseContentMapper.AddText(mayCall ? null : "Do not call a tool now; answer in words.", system);
        return system;
    }

    public static IEnumerable<MessageItem> LeadingInstructions(ResponsesRequest request) =>
        request.Input.TakeWhile(item => item is MessageItem { IsInstruction: true }).Cast<MessageItem>();
}
