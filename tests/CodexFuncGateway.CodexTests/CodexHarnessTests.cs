using CodexFuncGateway.CodexTests.Harness;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.OpenAIResponses;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.CodexTests;

/// <summary>The harness itself, with no gateway between: if these fail, the other tests of this project say nothing.</summary>
public sealed class CodexHarnessTests
{
    private const string Patch = "*** Begin Patch\n*** Update File: greeting.txt\n@@\n-hello\n+hello, world\n*** End Patch\n";

    [CodexFact]
    public async Task Codex_patches_a_file_when_a_scripted_server_tells_it_to()
    {
        await using var server = await ScriptedResponsesServer.StartAsync(
            new { type = "custom_tool_call", call_id = "call_1", name = "apply_patch", input = Patch },
            new { type = "message", role = "assistant", content = new[] { new { type = "output_text", text = "Patched." } } });
        using var workspace = new CodexWorkspace();
        workspace.Write("greeting.txt", "hello\n");

        var run = await CodexSession.RunAsync(new CodexTarget(server.BaseUrl, "any-key", ScriptedResponsesServer.Model), workspace, "Greet the world.");

        Assert.True(run.Result.ExitCode == 0, run.Transcript);
        Assert.Equal("hello, world\n", workspace.Read("greeting.txt"));
        Assert.Equal(["Patched."], run.Messages);
        Assert.Equal(2, server.Requests.Count);
    }

    [CodexFact]
    public async Task Codex_completes_the_repair_session_on_the_simulated_OpenAI_without_a_gateway()
    {
        await using var upstream = await UpstreamSimulator.StartAsync(new OpenAIResponsesSimulator(ResponsesProviders.OpenAI), RepairSession.Script);
        using var workspace = CodexWorkspace.With(RepairSession.Files);

        var run = await CodexSession.RunAsync(new CodexTarget(upstream.BaseUrl, "any-key", "gpt-5.5") { HasCatalog = false }, workspace, RepairSession.Prompt);

        RepairSessionAssert.Succeeded(run, workspace, upstream);
    }
}
