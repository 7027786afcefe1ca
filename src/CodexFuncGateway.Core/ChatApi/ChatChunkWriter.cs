using System.Buffers;
using System.Text.Json;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.ChatApi;

/// <summary>Writes an answer as the chunks of a chat-completions stream.</summary>
/// <param name="tellsUsage">Whether the client asked for usage, which it then finds in a last chunk, and as null in all others.</param>
internal sealed class ChatChunkWriter(ResponseHead head, bool tellsUsage, IBufferWriter<byte> output) : IChatAnswer, IDisposable
{
    private readonly Utf8JsonWriter json = new(output, ChatJson.Options);
    private readonly JsonEncodedText id = JsonEncodedText.Encode(ChatCompletion.Id(head));
    private readonly JsonEncodedText model = JsonEncodedText.Encode(head.Model);
    private bool hasBegun;

    /// <summary>Says who speaks; all other chunks come after this one.</summary>
    public void Begin()
    {
        if (hasBegun)
        {
            return;
        }

        hasBegun = true;
        BeginChoice();
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("content"u8, ""u8);
        json.WriteNull("refusal"u8);
        EndChoice();
    }

    public void Append(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        BeginDelta();
        json.WriteCopy(name, text);
        EndChoice();
    }

    public void AppendElement(ReadOnlySpan<byte> name, ReadOnlySpan<byte> element)
    {
        BeginDelta();
        json.WriteStartArray(name);
        json.WriteRawValue(element, skipInputValidation: true);
        json.WriteEndArray();
        EndChoice();
    }

    public void StartCall(int index, ChatCall call)
    {
        BeginCall(index);
        call.Write(json, "\"\""u8);
        EndCall();
    }

    public void AppendCall(int index, ChatCall call, ReadOnlySpan<byte> text)
    {
        BeginCall(index);
        call.WriteDelta(json, text);
        EndCall();
    }

    /// <summary>Says why the answer ends, what it took where that was asked, and that nothing follows.</summary>
    public void Finish(ReadOnlySpan<byte> reason, TokenUsage usage)
    {
        BeginDelta();
        EndChoice(reason);
        if (tellsUsage)
        {
            BeginChunk();
            json.WriteEndArray();
            json.WritePropertyName("usage"u8);
            ChatUsageWriter.Write(json, usage);
            EndEvent();
        }

        output.Write("data: [DONE]\n\n"u8);
    }

    /// <summary>An answer that failed is not said to be done: who overlooks the error must not take the rest for the whole.</summary>
    public void Fail(GatewayError error)
    {
        BeginEvent();
        json.WriteStartObject("error"u8);
        json.WriteString("message"u8, ErrorCodes.StreamMessage(error));
        json.WriteString("type"u8, ErrorCodes.Type(error.Kind));
        json.WriteString("param"u8, error.Param);
        json.WriteString("code"u8, error.Code ?? ErrorCodes.Code(error.Kind));
        json.WriteEndObject();
        EndEvent();
    }

    /// <summary>A comment, which every reader of event streams skips.</summary>
    public void KeepAlive() => output.Write(": keep-alive\n\n"u8);

    public void Dispose() => json.Dispose();

    private void BeginDelta()
    {
        Begin();
        BeginChoice();
    }

    private void BeginCall(int index)
    {
        BeginDelta();
        json.WriteStartArray("tool_calls"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, index);
    }

    private void EndCall()
    {
        json.WriteEndObject();
        json.WriteEndArray();
        EndChoice();
    }

    private void BeginChoice()
    {
        BeginChunk();
        json.WriteStartObject();
        json.WriteNumber("index"u8, 0);
        json.WriteStartObject("delta"u8);
    }

    private void EndChoice(ReadOnlySpan<byte> reason = default)
    {
        json.WriteEndObject();
        json.WriteNull("logprobs"u8);
        if (reason.IsEmpty)
        {
            json.WriteNull("finish_reason"u8);
        }
        else
        {
            json.WriteString("finish_reason"u8, reason);
        }

        json.WriteEndObject();
        json.WriteEndArray();
        if (tellsUsage)
        {
            json.WriteNull("usage"u8);
        }

        EndEvent();
    }

    private void BeginChunk()
    {
        BeginEvent();
        json.WriteString("id"u8, id);
        json.WriteString("object"u8, "chat.completion.chunk"u8);
        json.WriteNumber("created"u8, head.CreatedAt);
        json.WriteString("model"u8, model);
        json.WriteStartArray("choices"u8);
    }

    private void BeginEvent()
    {
        output.Write("data: "u8);
        json.Reset();
        json.WriteStartObject();
    }

    private void EndEvent()
    {
        json.WriteEndObject();
        json.Flush();
        output.Write("\n\n"u8);
    }
}
