using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Translation;

public sealed class ToolSchemaTests
{
    [Fact]
    public void A_plain_object_is_copied()
    {
        var schema = """{ "type":"object", "properties":{"a":{"anyOf":[{},{}]}} }""";

        Assert.Equal(schema, Write(schema));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{"type":"object"}""")]
    [InlineData("""{"type":["object","null"]}""")]
    public void A_schema_that_says_nothing_is_an_object_without_properties(string? schema)
    {
        Assert.Equal("""{"type":"object","properties":{}}""", Write(schema));
    }

    [Fact]
    public void A_choice_of_objects_becomes_one_that_demands_what_all_demand()
    {
        Assert.Equal(
            """{"type":"object","properties":{"a":{"type":"string"},"b":{},"c":{}},"required":["a"],"description":"d"}""",
            Write("""{"description":"d","oneOf":[{"properties":{"a":{"type":"string"},"b":{}},"required":["a","b"]},{"properties":{"a":{},"c":{}},"required":["a"]},null]}"""));
    }

    [Fact]
    public void Objects_that_all_hold_demand_all()
    {
        Assert.Equal(
            """{"type":"object","properties":{"r":{},"a":{},"b":{}},"required":["r","a","b"]}""",
            Write("""{"type":"object","properties":{"r":{}},"required":["r"],"allOf":[{"properties":{"a":{}},"required":["a"]},{"properties":{"b":{}},"required":["b"]}]}"""));
    }

    private static string Write(string? schema) => ToolSchema.Map(schema is null ? null : JsonView.Parse(schema)).GetRawText();
}
