using System.Text.Json;
using CodexFuncGateway.CodexTests.Harness;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.CodexTests;

/// <summary><c>codex exec --output-schema</c>: the schema reaches the model in its own language, beside the tools, and the answer reaches the user.</summary>
public sealed class OutputSchemaTests
{
    private const string Schema =
        """{"type":"object","properties":{"verdict":{"type":"string","enum":["sound","broken"]},"lines":{"type":"integer"}},"required":["verdict","lines"],"additionalProperties":false}""";

    private const string Answer = """{"verdict":"sound","lines":3}""";

    private static readonly ScriptedSession Script = new(
        new ScriptedStep { Calls = [ScriptedCall.Function("exec_command", new { cmd = "wc -l poem.txt" })] },
        new ScriptedStep { ExpectedOutputs = ["3 poem.txt"], Text = Answer });

    [CodexTheory]
    [InlineData("anthropic/claude-sonnet-4-6", "output_config", "format", "schema")]
    [InlineData("gemini/gemini-3.5-flash", "generationConfig", "responseJsonSchema")]
    [InlineData("mistral/mistral-medium-3-5", "response_format", "json_schema", "schema")]
    [InlineData("groq/openai/gpt-oss-120b", "response_format", "json_schema", "schema")]
    [InlineData("openai/gpt-5.5", "text", "format", "schema")]
    [InlineData("xai/grok-4.3", "text", "format", "schema")]
    public async Task An_answer_has_the_shape_that_was_asked_for(string model, params string[] path)
    {
        var provider = SimulatedProviders.ProviderOf(model);
        await using var upstream = await SimulatedProviders.StartAsync(provider, Script);
        await using var gateway = await GatewayProcess.StartAsync([.. SimulatedProviders.SettingsOf(provider, upstream)]);
        using var workspace = new CodexWorkspace();
        workspace.Write("poem.txt", "one\ntwo\nthree\n");
        workspace.Write("schema.json", Schema);

        var run = await CodexSession.RunAsync(gateway.Target(model), workspace, "Is poem.txt sound?", "--output-schema", "schema.json");

        var account = string.Join('\n', [.. upstream.Violations, run.Transcript, gateway.Log]);
        Assert.True(upstream.Violations.Count == 0 && run.Result.ExitCode == 0, account);
        Assert.Equal(Answer, run.Messages[^1]);
        Assert.All(upstream.Requests, request => Assert.Equal(["sound", "broken"], At(request.Json, [.. path, "properties", "verdict", "enum"]).EnumerateArray().Select(word => word.GetString())));
    }

    private static JsonElement At(JsonElement json, IEnumerable<string> path) => path.Aggregate(json, (value, name) => value.GetProperty(name));
}
