using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Tests.Catalog;

/// <summary>Which models a caller may use.</summary>
public sealed class ModelAccessTests
{
    private static readonly (string, string)[] Settings =
    [
        ("Models:fast:Routes:0", "groq/openai/gpt-oss-120b"),
        ("Models:fast:Routes:1", "openai/gpt-5.4-mini"),
    ];

    private static readonly ModelResolver Resolver = CatalogFixture.Resolver(Settings);

    [Theory]
    [InlineData("*", "openai/gpt-5.4-mini", true)]
    [InlineData("openai/*", "openai/gpt-5.4-mini", true)]
    [InlineData("openai/*", "gpt-5.4-mini", true)]
    [InlineData("OpenAI/GPT-5.4-*", "openai/gpt-5.4-mini", true)]
    [InlineData("openai/*", "OPENAI/gpt-5.4-mini", true)]
    [InlineData("gpt-5*", "openai/gpt-5.4-mini", true)]
    [InlineData("gpt-5*", "gpt-5.4-mini", true)]
    [InlineData("openai/gpt-5.5", "openai/gpt-5.4-mini", false)]
    [InlineData("openai", "openai/gpt-5.4-mini", false)]
    // What another provider calls openai/… is not OpenAI's.
    [InlineData("openai/*", "groq/openai/gpt-oss-120b", false)]
    [InlineData("groq/*", "groq/openai/gpt-oss-120b", true)]
    [InlineData("groq/openai/*", "groq/openai/gpt-oss-120b", true)]
    public void A_pattern_names_models(string pattern, string asked, bool isAllowed)
    {
        var access = new ModelAccess { Models = ["nothing/else", pattern] };

        Assert.Equal(isAllowed, IsAllowed(access, asked));
    }

    [Fact]
    public void A_list_that_is_not_set_allows_all_and_an_empty_one_nothing()
    {
        Assert.True(IsAllowed(new ModelAccess(), "openai/gpt-5.4-mini"));
        Assert.False(IsAllowed(new ModelAccess { Models = [] }, "openai/gpt-5.4-mini"));
        Assert.False(IsAllowed(new ModelAccess { Providers = [] }, "openai/gpt-5.4-mini"));
    }

    [Fact]
    public void Both_lists_must_allow()
    {
        Assert.True(IsAllowed(new ModelAccess { Models = ["*"], Providers = ["open*"] }, "openai/gpt-5.4-mini"));
        Assert.False(IsAllowed(new ModelAccess { Models = ["*"], Providers = ["groq"] }, "openai/gpt-5.4-mini"));
        Assert.False(IsAllowed(new ModelAccess { Models = ["groq/*"], Providers = ["openai"] }, "openai/gpt-5.4-mini"));
    }

    [Fact]
    public void Fallbacks_are_held_to_the_same_rule()
    {
        var routes = new ModelAccess { Providers = ["openai"] }.Require(Resolver.Resolve("fast"));

        Assert.Equal(["openai/gpt-5.4-mini"], routes.Select(route => route.Name));
    }

    [Fact]
    public void An_alias_can_be_allowed_by_its_name()
    {
        var routes = new ModelAccess { Models = ["fast"] }.Require(Resolver.Resolve("fast"));

        Assert.Equal(2, routes.Count);
    }

    [Fact]
    public void A_model_that_is_not_allowed_is_refused_by_name_and_without_the_list()
    {
        var access = new ModelAccess { Models = ["secret-project/*"] };

        var exception = Assert.Throws<GatewayException>(() => access.Require(Resolver.Resolve("openai/gpt-5.4-mini")));

        Assert.Equal((ErrorKind.Forbidden, "model"), (exception.Error.Kind, exception.Error.Param));
        Assert.Contains("openai/gpt-5.4-mini", exception.Message);
        Assert.DoesNotContain("secret-project", exception.Message);
    }

    [Fact]
    public void The_same_rules_have_the_same_text_and_others_another()
    {
        Assert.Equal(new ModelAccess { Models = ["a", "b"] }.ToString(), new ModelAccess { Models = ["a", "b"] }.ToString());
        string[] texts =
        [
            new ModelAccess().ToString(),
            new ModelAccess { Models = [] }.ToString(),
            new ModelAccess { Models = ["*"] }.ToString(),
            new ModelAccess { Models = ["a"] }.ToString(),
            new ModelAccess { Models = ["a", "b"] }.ToString(),
            new ModelAccess { Providers = ["a"] }.ToString(),
            new ModelAccess { Models = ["a"], Providers = ["b"] }.ToString(),
        ];
        Assert.Equal(texts.Length, texts.Distinct().Count());
    }

    private static bool IsAllowed(ModelAccess access, string asked)
    {
        try
        {
            return access.Require(Resolver.Resolve(asked)).Count > 0;
        }
        catch (GatewayException)
        {
            return false;
        }
    }
}
