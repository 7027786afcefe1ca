using System.Text.Json;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Translation;

public sealed class SchemaCheckTests
{
    private const string Tree = """
        {"$ref":"#/$defs/node","$defs":{"node":{"type":"object","required":["name","children"],"additionalProperties":false,
         "properties":{"name":{"type":"string"},"children":{"type":"array","items":{"$ref":"#/$defs/node"}}}}}}
        """;

    [Theory]
    [InlineData("""{}""", """[1,"x",null]""", true)]
    [InlineData("""true""", """1""", true)]
    [InlineData("""false""", """1""", false)]
    [InlineData("""{"type":"integer"}""", """1.0""", true)]
    [InlineData("""{"type":"integer"}""", """1.5""", false)]
    [InlineData("""{"type":["string","null"]}""", """null""", true)]
    [InlineData("""{"type":["string","null"]}""", """0""", false)]
    [InlineData("""{"type":"boolean"}""", """false""", true)]
    [InlineData("""{"enum":["a",2]}""", """2""", true)]
    [InlineData("""{"enum":["a",2]}""", "\"b\"", false)]
    [InlineData("""{"const":{"a":[1]}}""", """{"a":[1]}""", true)]
    [InlineData("""{"const":1}""", """2""", false)]
    [InlineData("""{"required":["a"]}""", """{"b":1}""", false)]
    [InlineData("""{"required":["a"]}""", "\"not an object\"", true)]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", """{"a":1}""", false)]
    [InlineData("""{"properties":{"a":{}},"additionalProperties":false}""", """{"a":1,"b":2}""", false)]
    [InlineData("""{"additionalProperties":{"type":"integer"}}""", """{"a":1,"b":2}""", true)]
    [InlineData("""{"additionalProperties":{"type":"integer"}}""", """{"a":"1"}""", false)]
    [InlineData("""{"items":{"type":"integer"},"minItems":1,"maxItems":2}""", """[1,2]""", true)]
    [InlineData("""{"items":{"type":"integer"}}""", """[1,"2"]""", false)]
    [InlineData("""{"minItems":1}""", """[]""", false)]
    [InlineData("""{"maxItems":1}""", """[1,2]""", false)]
    [InlineData("""{"minimum":1,"maximum":3}""", """3""", true)]
    [InlineData("""{"minimum":1}""", """0.5""", false)]
    [InlineData("""{"maximum":3}""", """4""", false)]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", """null""", true)]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", """1""", false)]
    [InlineData("""{"oneOf":[{"type":"integer"},{"minimum":0}]}""", """1""", false)]
    [InlineData("""{"allOf":[{"type":"integer"},{"minimum":2}]}""", """1""", false)]
    [InlineData("""{"$ref":"#/$defs/nowhere"}""", """1""", false)]
    [InlineData("""{"$ref":"#/$defs/a~1b","$defs":{"a/b":{"type":"integer"}}}""", """1""", true)]
    [InlineData("""{"pattern":"^x$","format":"date","type":"string"}""", "\"y\"", true)]
    [InlineData("""{"type":7,"properties":[],"required":"a","minItems":"x","$ref":null}""", """{"a":1}""", false)]
    [InlineData(Tree, """{"name":"a","children":[{"name":"b","children":[]}]}""", true)]
    [InlineData(Tree, """{"name":"a","children":[{"name":"b"}]}""", false)]
    public void A_value_follows_a_schema_or_not(string schema, string value, bool expected) =>
        Assert.Equal(expected, new SchemaCheck(JsonElement.Parse(schema)).Matches(JsonElement.Parse(value)));

    [Theory]
    [InlineData("""{"$ref":"#"}""")]
    [InlineData("""{"$defs":{"a":{"anyOf":[{"$ref":"#/$defs/a"},{"$ref":"#/$defs/a"}]}},"$ref":"#/$defs/a"}""")]
    public void A_schema_that_leads_round_in_circles_is_followed_by_nothing(string schema) => Assert.False(new SchemaCheck(JsonElement.Parse(schema)).Matches(JsonElement.Parse("1")));
}
