using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Translation;

public sealed class UpstreamToolNamesTests
{
    private readonly UpstreamToolNames names = new(64);

    [Fact]
    public void An_acceptable_name_stays()
    {
        Assert.Equal("shell-2_x", names.For(new ToolName(null, "shell-2_x")));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(128, false)]
    public void A_long_name_is_shortened_to_the_limit_and_found_again(int length, bool stays)
    {
        var tool = new ToolName(null, new string('a', length));

        var name = names.For(tool);

        Assert.Equal(stays, name == tool.Name);
        Assert.Equal(64, name.Length);
        Assert.Equal(tool, names.Restore(name));
    }

    [Fact]
    public void Long_names_that_begin_alike_stay_different()
    {
        var one = names.For(new ToolName(null, new string('a', 127) + "1"));
        var other = names.For(new ToolName(null, new string('a', 127) + "2"));

        Assert.NotEqual(one, other);
    }

    [Theory]
    [InlineData(null, "read.file")]
    [InlineData("mcp__ünï", "lesen")]
    [InlineData("a/b", "c d")]
    public void Forbidden_characters_are_replaced_and_the_tool_is_found_again(string? space, string name)
    {
        var tool = new ToolName(space, name);

        Assert.Matches("^[A-Za-z0-9_-]{1,64}$", names.For(tool));
        Assert.Equal(tool, names.Restore(names.For(tool)));
    }

    [Fact]
    public void Tools_whose_names_fall_together_stay_apart()
    {
        var plain = new ToolName(null, "a__b");
        var member = new ToolName("a", "b");
        var dotted = new ToolName(null, "a.b");
        var underscored = new ToolName(null, "a_b");

        var given = new[] { plain, member, dotted, underscored }.Select(names.For).ToArray();

        Assert.Distinct(given);
        Assert.Equal([plain, member, dotted, underscored], given.Select(names.Restore));
    }

    [Fact]
    public void A_tool_may_be_named_as_another_one_would_be_shortened()
    {
        var dotted = new ToolName(null, "a.b");
        var sameAsShortened = new ToolName(null, new UpstreamToolNames(64).For(dotted));

        var given = new[] { sameAsShortened, dotted }.Select(names.For).ToArray();

        Assert.Distinct(given);
        Assert.Equal([sameAsShortened, dotted], given.Select(names.Restore));
    }

    [Fact]
    public void A_name_does_not_depend_on_what_else_is_offered_unless_they_collide()
    {
        var tool = new ToolName("space", new string('x', 80));
        var crowded = new UpstreamToolNames(64);
        crowded.For(new ToolName(null, "another"));

        Assert.Equal(names.For(tool), crowded.For(tool));
    }

    [Theory]
    [InlineData("read-file", "read_file_")]
    [InlineData("2fa.check", "_2fa_check_")]
    public void An_upstream_that_wants_identifiers_gets_them(string name, string beginning)
    {
        var identifiers = new UpstreamToolNames(64, ToolNameForm.Identifier);

        var upstreamName = identifiers.For(new ToolName(null, name));

        Assert.StartsWith(beginning, upstreamName, StringComparison.Ordinal);
        Assert.Matches("^[A-Za-z_][A-Za-z0-9_]*$", upstreamName);
        Assert.Equal(new ToolName(null, name), identifiers.Restore(upstreamName));
    }
}
