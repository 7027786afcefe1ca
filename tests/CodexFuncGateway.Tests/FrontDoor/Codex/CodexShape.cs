using System.Text.Json.Nodes;
using CodexFuncGateway.Tests.Docs;

namespace CodexFuncGateway.Tests.FrontDoor.Codex;

/// <summary>A request as Codex 0.169 phrases it, cut down to what matters about it (seen 2026-11).</summary>
internal static class CodexShape
{
    public static string Read(string name, string model)
    {
        var request = JsonNode.Parse(File.ReadAllText(RepositoryFiles.Path($"tests/CodexFuncGateway.Tests/FrontDoor/Codex/Shapes/{name}.json")))!;
        request["model"] = model;
        return request.ToJsonString();
    }
}
