using System.Text;
using System.Text.Json;
using CodexFuncGateway.Dialects.BedrockConverse;

namespace CodexFuncGateway.Tests.Dialects.BedrockConverse;

public sealed class ConverseInlinedSchemaTests
{
    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}}}""", """{"type":"object","properties":{"a":{"type":"string"}}}""")]
    [InlineData("""{"properties":{"a":{"$ref":"#/$defs/A"}},"$defs":{"A":{"type":"integer"}}}""", """{"properties":{"a":{"type":"integer"}}}""")]
    [InlineData("""{"properties":{"a":{"$ref":"#/definitions/A"}},"definitions":{"A":{"items":{"$ref":"#/definitions/B"}},"B":{"type":"null"}}}""", """{"properties":{"a":{"items":{"type":"null"}}}}""")]
    [InlineData("""{"properties":{"a":{"anyOf":[{"$ref":"#/$defs/A"},{"type":"null"}]}},"$defs":{"A":{"type":"integer"}}}""", """{"properties":{"a":{"anyOf":[{"type":"integer"},{"type":"null"}]}}}""")]
    [InlineData("""{"properties":{"a":{"$ref":"#/$defs/A","description":"mine"}},"$defs":{"A":{"description":"its","type":"integer"}}}""", """{"properties":{"a":{"description":"mine","type":"integer"}}}""")]
    [InlineData("""{"properties":{"a":{"$ref":"#/$defs/a~1b"}},"$defs":{"a/b":{"type":"integer"}}}""", """{"properties":{"a":{"type":"integer"}}}""")]
    [InlineData("""{"properties":{"a":{"$ref":"#/$defs/None"},"b":{"$ref":"https://example.com/x"}}}""", """{"properties":{"a":{},"b":{}}}""")]
    [InlineData("""{"$schema":"x","$id":"y","properties":{"$ref":{"type":"string"},"definitions":{"type":"object","properties":{}}}}""", """{"properties":{"$ref":{"type":"string"},"definitions":{"type":"object","properties":{}}}}""")]
    [InlineData("""{"$ref":"#/$defs/R","title":"t","$defs":{"R":{"type":"object","description":"d","anyOf":[{}],"additionalProperties":false}}}""", """{"type":"object","additionalProperties":false}""")]
    [InlineData("""{"properties":{"a":{"enum":[{"$ref":"#/x"}],"default":{"$defs":1}}}}""", """{"properties":{"a":{"enum":[{"$ref":"#/x"}],"default":{"$defs":1}}}}""")]
    public void Definitions_stand_where_they_are_referred_to(string schema, string expected) =>
        Assert.Equal(expected, ConverseInlinedSchema.Map(JsonElement.Parse(schema)).GetRawText());

    [Fact]
    public void What_refers_to_itself_ends() => Assert.Equal(
        """{"properties":{"tree":{"type":"object","properties":{"left":{},"right":{}}}}}""",
        ConverseInlinedSchema.Map(JsonElement.Parse(
            """{"properties":{"tree":{"$ref":"#/$defs/T"}},"$defs":{"T":{"type":"object","properties":{"left":{"$ref":"#/$defs/T"},"right":{"$ref":"#/$defs/T"}}}}}""")).GetRawText());

    [Fact]
    public void What_would_double_with_every_step_ends_too()
    {
        var definitions = new StringBuilder();
        for (var step = 0; step < 60; step++)
        {
            definitions.Append($$$"""{{{(step > 0 ? "," : "")}}}"S{{{step}}}":{"anyOf":[{"$ref":"#/$defs/S{{{step + 1}}}"},{"$ref":"#/$defs/S{{{step + 1}}}"}]}""");
        }

        var inlined = ConverseInlinedSchema.Map(JsonElement.Parse($$$"""{"properties":{"a":{"$ref":"#/$defs/S0"}},"$defs":{{{{definitions}}}}}"""));

        Assert.InRange(inlined.GetRawText().Length, 1_000, 50_000);
    }
}
