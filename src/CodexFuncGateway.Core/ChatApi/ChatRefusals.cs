using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.ChatApi;

/// <summary>Refuses what a chat client could only be given by half: an answer that silently lacks what was asked for is worse than none.</summary>
internal static class ChatRefusals
{
    public static void Check(JsonField root)
    {
        if (root.Optional("n") is { } count && count.Integer() != 1)
        {
            throw count.Error("must be 1: this gateway gives one answer to a request");
        }

        RefuseOlderForm(root, "functions", "tools");
        RefuseOlderForm(root, "function_call", "tool_choice");
        if (root.Optional("modalities") is { } modalities)
        {
            modalities.Array(RefuseOtherThanText);
        }
    }

    public static void RefuseOlderForm(JsonField field, string older, string newer)
    {
        if (field.Optional(older) is { } found)
        {
            throw found.Error($"is the API's older form, which this gateway does not take; send '{newer}'");
        }
    }

    private static bool RefuseOtherThanText(JsonField modality) => modality.String() == "text" ? true : throw modality.Error("must be 'text'");
}
