using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Translation;

/// <summary>A freeform tool seen as a function: one required string, with the grammar told in words because no schema can hold it.</summary>
internal static class FreeformTool
{
    private static readonly JsonView Parameters = JsonView.Parse(
        """{"type":"object","properties":{"input":{"type":"string","description":"The tool's whole input as plain text."}},"required":["input"],"additionalProperties":false}""");

    public static FunctionTool AsFunction(CustomTool tool, string name) => new(default, name, Describe(tool), Parameters, Strict: null);

    /// <summary>The arguments that stand for a freeform input in the history.</summary>
    public static string AsArguments(string input) => $$"""{"input":"{{JsonEncodedText.Encode(input, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}}"}""";

    private static string Describe(CustomTool tool)
    {
        var text = new StringBuilder(tool.Description);
        if (tool.Grammar is { } grammar)
        {
            Separate(text).Append("Put the text into 'input'. It must follow this ").Append(grammar.Syntax).Append(" grammar:\n").Append(grammar.Definition);
        }
        else
        {
            Separate(text).Append("Put the text into 'input'.");
        }

        return text.ToString();
    }

    private static StringBuilder Separate(StringBuilder text) => text.Length == 0 ? text : text.Append("\n\n");
}
