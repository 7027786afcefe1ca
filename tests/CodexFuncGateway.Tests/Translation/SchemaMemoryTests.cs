using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Translation;

public sealed class SchemaMemoryTests
{
    private readonly List<string> mapped = [];
    private readonly SchemaMemory<string> memory;

    public SchemaMemoryTests() => memory = new SchemaMemory<string>(schema =>
    {
        mapped.Add(schema?.GetRawText() ?? "none");
        return mapped[^1];
    });

    [Fact]
    public void A_schema_that_comes_again_is_not_mapped_again()
    {
        Assert.Equal("""{"a":1}""", Map("""{"a":1}"""));
        Assert.Equal("""{"b":1}""", Map("""{"b":1}"""));
        Assert.Equal("""{"a":1}""", Map("""{"a":1}"""));
        Assert.Equal(["""{"a":1}""", """{"b":1}"""], mapped);
    }

    [Fact]
    public void A_tool_without_a_schema_is_mapped_as_such()
    {
        Assert.Equal("none", memory.Map(null));
        Assert.Equal("none", memory.Map(null));
    }

    [Fact]
    public void Schemas_without_end_are_forgotten()
    {
        for (var number = 0; number < 2_000; number++)
        {
            Map($$"""{"number":{{number}}}""");
        }

        Map("""{"number":0}""");
        Assert.Equal(2_001, mapped.Count);
    }

    [Fact]
    public void A_very_long_one_is_mapped_each_time()
    {
        var schema = $$"""{"description":"{{new string('x', 20_000)}}"}""";
        Map(schema);
        Map(schema);

        Assert.Equal(2, mapped.Count);
    }

    private string Map(string schema) => memory.Map(JsonView.Parse(schema));
}
