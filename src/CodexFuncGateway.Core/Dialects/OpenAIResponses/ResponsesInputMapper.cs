using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.OpenAIResponses;

/// <summary>
/// Writes the conversation. Items carry no ids, since nothing is stored under them; reasoning goes back as it came. Images that a tool
/// returned follow in a user message where the upstream takes only text as output.
/// </summary>
internal sealed class ResponsesInputMapper(Utf8JsonWriter json, Capabilities capabilities)
{
    private readonly ResponsesContentMapper content = new(json, capabilities);
    private readonly Dictionary<string, string> signatures = [];
    private readonly List<ContentPart> toolImages = [];

    public void Write(ResponsesRequest request)
    {
        var leading = capabilities.SingleInstruction ? request.Input.TakeWhile(IsInstruction).Cast<MessageItem>().ToArray() : [];
        WriteInstructions(request.Instructions, leading);
        ReadSignatures(request.Input);
        json.WriteStartArray("input"u8);
        foreach (var item in LoneReasoning.LeaveOut(request.Input).Skip(leading.Length))
        {
            if (item is not ToolOutputItem)
            {
                WriteToolImages();
            }

            WriteItem(item);
        }

        WriteToolImages();
        WriteLastWord(request.Input);
        json.WriteEndArray();
    }

    private static bool IsInstruction(InputItem item) => item is MessageItem { IsInstruction: true };

    private void WriteInstructions(JsonText? instructions, IEnumerable<MessageItem> leading)
    {
        var texts = leading.SelectMany(message => message.Content).OfType<TextPart>().Select(part => part.Text).Prepend(instructions);
        if (JsonText.Join("\n\n", texts) is { } text)
        {
            json.WriteText("instructions"u8, text);
        }
    }

    private void ReadSignatures(IEnumerable<InputItem> input)
    {
        foreach (var item in input)
        {
            if (item is ReasoningItem { Payload: { } payload } && ThoughtSignature.Read(payload) is { } signed)
            {
                signatures[signed.CallId] = signed.Signature;
            }
        }
    }

    private void WriteItem(InputItem item)
    {
        switch (item)
        {
            case MessageItem { Content.Count: > 0 } message:
                content.WriteMessage(Role(message), message.Content);
                break;
            case ReasoningItem { Payload: { } payload } when ThoughtSignature.Read(payload) is null:
                ReasoningPayload.Write(json, payload.Span);
                break;
            case FunctionCallItem call:
                WriteCall(call);
                break;
            case ToolOutputItem output:
                WriteToolOutput(output);
                break;
        }
    }

    private string Role(MessageItem message) =>
        !message.IsInstruction ? message.Role : capabilities.SingleInstruction ? "user" : capabilities.InstructionRole;

    private void WriteCall(FunctionCallItem call)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "function_call"u8);
        json.WriteString("call_id"u8, call.CallId);
        json.WriteString("name"u8, call.Tool.Name);
        json.WriteText("arguments"u8, call.Arguments.IsEmpty ? "{}" : call.Arguments);
        WriteSignature(call.CallId);
        json.WriteEndObject();
    }

    private void WriteToolOutput(ToolOutputItem output)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "function_call_output"u8);
        json.WriteString("call_id"u8, output.CallId);
        if (content.WriteOutput(output.Output))
        {
            toolImages.AddRange(output.Output.OfType<ImagePart>());
        }

        WriteSignature(output.CallId);
        json.WriteEndObject();
    }

    private void WriteSignature(string callId)
    {
        if (signatures.TryGetValue(callId, out var signature))
        {
            json.WriteString("thought_signature"u8, signature);
        }
    }

    private void WriteToolImages()
    {
        if (toolImages.Count > 0)
        {
            content.WriteMessage("user", [new TextPart(ContentWords.ToolImages), .. toolImages]);
            toolImages.Clear();
        }
    }

    /// <summary>A stream that broke off leaves the assistant's words last; some hosts want the user's there.</summary>
    private void WriteLastWord(IReadOnlyList<InputItem> input)
    {
        if (!capabilities.TrailingAssistant && input is [.., MessageItem { IsAssistant: true }])
        {
            content.WriteMessage("user", [new TextPart("Continue.")]);
        }
    }
}
