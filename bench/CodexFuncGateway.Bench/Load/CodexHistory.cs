using System.Globalization;
using System.Text.Json.Nodes;

namespace CodexFuncGateway.Bench.Load;

/// <summary>What a Codex session has said and done so far: instructions, the task, and turns of reasoning, commands and patches.</summary>
internal static class CodexHistory
{
    private const int Turns = 6;
    private const string Sentence = "Read the code before you change it, keep each change small, and run the tests after every edit. ";
    private const string SourceLine = "    if (reader.TryRead(out var line) && !line.IsEmpty) { lines.Add(\"\\t\" + line.ToString()); } // naïve, 42\n";

    public static JsonArray Items(int outputLength) => new(
    [
        Message("developer", "input_text", Repeat(Sentence, 6000)),
        Message("user", "input_text", "<environment_context>\n  <cwd>/home/dev/project</cwd>\n  <shell>bash</shell>\n</environment_context>"),
        Message("user", "input_text", "The reader drops the last line when the file has no newline at its end. Find out why, and repair it."),
        .. Enumerable.Range(0, Turns).SelectMany(turn => Turn(turn, Repeat(SourceLine, outputLength))),
    ]);

    private static IEnumerable<JsonNode> Turn(int turn, string output)
    {
        var number = turn.ToString(CultureInfo.InvariantCulture);
        yield return new JsonObject
        {
            ["type"] = "reasoning",
            ["id"] = $"rs_{number}",
            ["summary"] = new JsonArray(Content("summary_text", "**Looking** at the reader")),
            ["content"] = null,
            ["encrypted_content"] = Repeat("gAAAAABbench", 1200),
        };
        yield return Message("assistant", "output_text", "I look at the reader and its tests.");
        yield return Call("function_call", $"call_{number}a", "exec_command", "arguments", "{\"cmd\":\"sed -n 1,80p src/reader.cs\"}");
        yield return Output("function_call_output", $"call_{number}a", output);
        yield return Call("custom_tool_call", $"call_{number}b", "apply_patch", "input",
            $"*** Begin Patch\n*** Update File: src/reader.cs\n@@\n-{SourceLine}+{SourceLine}*** End Patch\n");
        yield return Output("custom_tool_call_output", $"call_{number}b", output);
    }

    private static JsonObject Message(string role, string contentType, string text) =>
        new() { ["type"] = "message", ["role"] = role, ["content"] = new JsonArray(Content(contentType, text)) };

    private static JsonObject Content(string type, string text) => new() { ["type"] = type, ["text"] = text };

    private static JsonObject Call(string type, string id, string name, string inputField, string input) =>
        new() { ["type"] = type, ["status"] = "completed", ["call_id"] = id, ["name"] = name, [inputField] = input };

    private static JsonObject Output(string type, string id, string output) =>
        new() { ["type"] = type, ["call_id"] = id, ["output"] = output };

    /// <summary>The text again and again, up to a length.</summary>
    private static string Repeat(string text, int length) =>
        string.Concat(Enumerable.Repeat(text, (length / text.Length) + 1))[..length];
}
