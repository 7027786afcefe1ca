using CodexFuncGateway.Catalog;

namespace CodexFuncGateway.Translation;

/// <summary>Puts tool-call ids from earlier turns, whoever made them, into the form that the upstream of this turn accepts.</summary>
internal static class ToolCallIds
{
    private const int Longest = 64;
    private const int MistralLength = 9;

    /// <summary>The id itself where it is acceptable, else always the same substitute, so that call and output still agree.</summary>
    public static string For(string callId, ToolCallIdForm form) => form switch
    {
        ToolCallIdForm.Mistral9 => callId.Length == MistralLength && callId.All(char.IsAsciiLetterOrDigit) ? callId : StableHash.Letters(callId, MistralLength),
        ToolCallIdForm.Word when !callId.All(IsWord) => Substitute(callId),
        _ => callId.Length is > 0 and <= Longest ? callId : Substitute(callId),
    };

    private static bool IsWord(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '-';

    private static string Substitute(string callId) => $"call_{StableHash.Letters(callId, 24)}";
}
