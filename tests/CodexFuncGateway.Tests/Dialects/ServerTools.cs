using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Tests.Dialects;

/// <summary>Tools of the kind that break strict services.</summary>
internal static class ServerTools
{
    /// <summary>What MCP servers, Zod, Pydantic and Codex write: references with neighbours, tuples, unions, types as lists, and keywords of all drafts.</summary>
    public static readonly string Request = """
        {"model":"m","input":"hi","tools":[
          {"type":"namespace","name":"mcp__3d","tools":[
            {"type":"function","name":"3d-render","parameters":{"$schema":"http://json-schema.org/draft-07/schema#","type":"object","title":"Render",
              "properties":{
                "shape":{"$ref":"#/definitions/Shape","description":"What to render."},
                "size":{"type":["integer","null"],"exclusiveMinimum":0,"default":null,"encrypted":true},
                "points":{"type":"array","items":[{"type":"number"},{"type":"number"}],"additionalItems":false,"uniqueItems":true},
                "mode":{"const":"fast"},
                "options":{"type":"object","additionalProperties":{"anyOf":[{"type":"string","pattern":"^x"},{"type":"null"}]},"propertyNames":{"maxLength":9}},
                "any":true},
              "required":["shape"],"additionalProperties":false,
              "definitions":{"Shape":{"oneOf":[{"type":"object","properties":{"kind":{"const":"box"},"inner":{"$ref":"#/definitions/Shape"}}},{"allOf":[{"type":"string"},{"minLength":1}]}]}}}},
            {"type":"function","name":"LONG","parameters":{}}]},
          {"type":"function","name":"-plan","parameters":{"anyOf":[{"type":"object","properties":{"a":{"type":"string","format":"uri","nullable":true}}},{"type":"object","properties":{"b":{"enum":["x",null,1,true]}}}]}},
          {"type":"custom","name":"patch","description":"Patches.","format":{"type":"grammar","syntax":"lark","definition":"start: /.+/"}}]}
        """.Replace("LONG", new string('n', 128), StringComparison.Ordinal);

    /// <summary>Their names, in order.</summary>
    public static IReadOnlyList<ToolName> Names { get; } =
        [new("mcp__3d", "3d-render"), new("mcp__3d", new string('n', 128)), new(null, "-plan"), new(null, "patch")];
}
