using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.GeminiGenerateContent.Wire;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.GeminiGenerateContent;

/// <summary>
/// Maps the conversation to turns that alternate. Outputs lead the user's turn, in call order, since that is how the upstream pairs them.
/// Instructions that come first are the system instruction; later ones are the user's, marked as instructions.
/// </summary>
internal sealed class GeminiInputMapper(Capabilities capabilities)
{
    private readonly List<GeminiContent> contents = [];
    private readonly GeminiModelTurn model = new(capabilities);
    private readonly GeminiUserTurn user = new();
    private readonly Dictionary<string, string> toolNames = [];

    public static GeminiContent? MapSystem(ResponsesRequest request)
    {
        var texts = LeadingInstructions(request).Select(message => ContentWords.Of(message.Content)).Prepend(request.Instructions);
        List<GeminiPart> parts = [.. texts.Where(text => text is { IsBlank: false }).Select(text => GeminiPart.Of(text!))];
        return parts.Count > 0 ? new GeminiContent(null, parts) : null;
    }

    public IReadOnlyList<GeminiContent> Map(ResponsesRequest request)
    {
        foreach (var item in request.Input.Skip(LeadingInstructions(request).Count()))
        {
            Add(item);
        }

        EndModelTurn();
        EndUserTurn();
        Close();
        return contents;
    }

    private static IEnumerable<MessageItem> LeadingInstructions(ResponsesRequest request) =>
        request.Input.TakeWhile(item => item is MessageItem { IsInstruction: true }).Cast<MessageItem>();

    private void Add(InputItem item)
    {
        switch (item)
        {
            case ReasoningItem { Payload: { } payload }:
                EndUserTurn();
                model.AddKept(JsonSerializer.Deserialize(payload.Span, GeminiJson.Default.GeminiKept)!);
                break;
            case MessageItem { IsAssistant: true } message:
                EndUserTurn();
                model.AddText(ContentWords.Of(message.Content));
                break;
            case FunctionCallItem call:
                EndUserTurn();
                AddCall(call);
                break;
            case ToolOutputItem output:
                EndModelTurn();
                AddOutput(output);
                break;
            case MessageItem message:
                EndModelTurn();
                AddWords(message);
                break;
        }
    }

    private void AddCall(FunctionCallItem call)
    {
        toolNames[call.CallId] = call.Tool.Name;
        model.AddCall(new GeminiFunctionCall { Id = Id(call.CallId), Name = call.Tool.Name, Args = CallArguments.AsObject(call.Arguments) });
    }

    private void AddOutput(ToolOutputItem output)
    {
        List<ContentPart> words = [];
        List<GeminiPart> inside = [], beside = [];
        foreach (var part in output.Output)
        {
            if (capabilities.Images && part is ImagePart image && GeminiContentMapper.MapImage(image.Url) is { } shown)
            {
                (capabilities.ToolOutputImages && shown.InlineData is not null ? inside : beside).Add(shown);
            }
            else
            {
                words.Add(part);
            }
        }

        var told = new GeminiFunctionOutput(ContentWords.Of(words));
        var name = toolNames.GetValueOrDefault(output.CallId, "unknown");
        user.AddOutput(new GeminiFunctionResponse(Id(output.CallId), name, told, inside.Count > 0 ? inside : null), beside);
    }

    private void AddWords(MessageItem message)
    {
        var parts = GeminiContentMapper.Map(message.Content, capabilities.Images);
        user.AddWords(message.IsInstruction ? parts.Select(MarkAsInstruction) : parts);
    }

    private static GeminiPart MarkAsInstruction(GeminiPart part) => part.Text is { } text ? GeminiPart.Of($"<system>\n{text}\n</system>") : part;

    /// <summary>Vertex tells calls apart by their order alone.</summary>
    private string? Id(string callId) => capabilities.ToolCallIds == ToolCallIdForm.None ? null : callId;

    private void EndModelTurn() => Add(model.Take());

    private void EndUserTurn() => Add(user.Take());

    /// <summary>Joins turns between which the other side fell silent.</summary>
    private void Add(GeminiContent? turn)
    {
        if (turn is not null && contents is [.., var last] && last.Role == turn.Role)
        {
            last.Parts.AddRange(turn.Parts);
        }
        else if (turn is not null)
        {
            contents.Add(turn);
        }
    }

    /// <summary>Sees to it that the user has the first word, and the last one where the model insists on that.</summary>
    private void Close()
    {
        if (contents is [{ IsModel: true }, ..])
        {
            contents.Insert(0, User("[The beginning of the conversation is not shown.]"));
        }

        if (contents.Count == 0 || (contents[^1].IsModel && !capabilities.TrailingAssistant))
        {
            // Codex sends what it has of a reply that broke off, and expects the rest.
            contents.Add(User("Continue."));
        }
    }

    private static GeminiContent User(string text) => new("user", [GeminiPart.Of(text)]);
}
