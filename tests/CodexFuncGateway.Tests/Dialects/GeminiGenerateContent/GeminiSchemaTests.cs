using System.Text;
using System.Text.Json;
using CodexFuncGateway.Dialects.GeminiGenerateContent;

namespace CodexFuncGateway.Tests.Dialects.GeminiGenerateContent;

public sealed class GeminiSchemaTests
{
    [Theory]
    [InlineData("""{"type":["string","null"],"description":"A name."}""")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#/$defs/A"}},"required":["a"],"additionalProperties":false,"$defs":{"A":{"type":"integer","minimum":1,"maximum":9}}}""")]
    [InlineData("""{"type":"array","prefixItems":[{"type":"string"}],"items":{"type":"number"},"minItems":1,"maxItems":5}""")]
    [InlineData("""{"anyOf":[{"type":"string","enum":["a","b"]},{"type":"number","enum":[1,2.5]}]}""")]
    [InlineData("""{"oneOf":[{"type":"object","additionalProperties":{"type":"string"}},{"type":"null"}]}""")]
    public void What_is_documented_stays_as_it_is(string schema) => Assert.Equal(schema, Map(schema));

    [Theory]
    [InlineData("""{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"T","$comment":"c","examples":["x"],"discriminator":{},"encrypted":true,"type":"string"}""", """{"type":"string"}""")]
    [InlineData("""{"const":"a"}""", """{"enum":["a"],"type":"string"}""")]
    [InlineData("""{"type":"integer","const":1}""", """{"type":"integer","enum":[1]}""")]
    [InlineData("""{"const":true}""", """{"description":"(const: true)"}""")]
    [InlineData("""{"type":["string","null"],"enum":["a",null]}""", """{"type":["string","null"],"enum":["a"]}""")]
    [InlineData("""{"type":"boolean","enum":[true]}""", """{"type":"boolean"}""")]
    [InlineData("""{"type":"string","nullable":true}""", """{"type":["string","null"]}""")]
    [InlineData("""{"type":"string","format":"date-time","description":"When."}""", """{"type":"string","description":"When. (format: \"date-time\")"}""")]
    [InlineData("""{"type":"integer","exclusiveMinimum":0,"multipleOf":2}""", """{"type":"integer","description":"(exclusiveMinimum: 0, multipleOf: 2)"}""")]
    [InlineData("""{"type":"string","pattern":"^a+$","default":"a"}""", """{"type":"string","description":"(pattern: \"^a+$\", default: \"a\")"}""")]
    [InlineData("""{"items":[{"type":"string"},{"type":"number"}]}""", """{"prefixItems":[{"type":"string"},{"type":"number"}]}""")]
    [InlineData("""{"properties":{"a":true,"b":false}}""", """{"properties":{"a":{},"b":{}}}""")]
    [InlineData("""{"description":4,"required":["a"]}""", """{"required":["a"]}""")]
    public void What_is_not_is_said_otherwise_or_left_out(string schema, string expected) => Assert.Equal(expected, Map(schema));

    [Theory]
    [InlineData("""{"$ref":"#/$defs/A"}""", """{"$ref":"#/$defs/A"}""")]
    [InlineData("""{"$ref":"#/$defs/A","description":"An A."}""", """{"anyOf":[{"$ref":"#/$defs/A"}],"description":"An A."}""")]
    [InlineData("""{"allOf":[{"$ref":"#/$defs/A"}],"default":1}""", """{"anyOf":[{"$ref":"#/$defs/A"}],"description":"(default: 1)"}""")]
    [InlineData("""{"$ref":"#/definitions/A","definitions":{"A":{"type":"string"}}}""", """{"anyOf":[{"$ref":"#/$defs/A"}],"$defs":{"A":{"type":"string"}}}""")]
    public void A_reference_stands_alone(string schema, string expected) => Assert.Equal(expected, Map(schema));

    [Fact]
    public void Rules_hold_at_every_depth()
    {
        const string Deep = """{"anyOf":[{"items":{"properties":{"a":{"additionalProperties":{"prefixItems":[{"const":1}]}}}}}]}""";

        Assert.Equal(Deep.Replace("""{"const":1}""", """{"enum":[1],"type":"number"}""", StringComparison.Ordinal), Map(Deep));
    }

    private static string Map(string schema) => Encoding.UTF8.GetString(GeminiJsonSchema.Map(JsonElement.Parse(schema)).Span);
}
