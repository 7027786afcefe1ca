namespace CodexFuncGateway.ChatApi;

/// <summary>An answer to a chat client as it grows. Values are JSON as they stand in the events they come from, and valid only during the call.</summary>
internal interface IChatAnswer
{
    /// <summary>More of the text of this name.</summary>
    void Append(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text);

    /// <summary>One more element of the list of this name.</summary>
    void AppendElement(ReadOnlySpan<byte> name, ReadOnlySpan<byte> element);

    void StartCall(int index, ChatCall call);

    /// <summary>More of a call's arguments or input.</summary>
    void AppendCall(int index, ChatCall call, ReadOnlySpan<byte> text);
}
