using System.Text.Json;
using CodexFuncGateway.Catalog;

namespace CodexFuncGateway.Tests.Catalog;

public sealed class ModelListTests
{
    // As Codex 0.169 demands them; an entry without one of these costs the whole catalog.
    internal static readonly string[] RequiredByCodex =
    [
        "slug", "display_name", "supported_reasoning_levels", "shell_type", "visibility", "supported_in_api", "priority",
        "support_verbosity", "truncation_policy", "experimental_supported_tools", "base_instructions",
    ];

    private static readonly (string, string)[] Everything =
    [
        ("Providers:azure:BaseUrl", "https://res.openai.azure.com/openai/v1"),
        ("Providers:azure:Parameters:resource", "res"),
        ("Providers:bedrock:Parameters:region", "us-east-1"),
        ("Providers:vertex:Parameters:project", "project-1"),
        ("Models:fast:Routes:0", "groq/openai/gpt-oss-120b"),
        ("Models:fast:Routes:1", "anthropic/claude-haiku-4-5"),
        ("Models:gpt-5.5:Routes:0", "azure/gpt-5.5"),
    ];

    private static readonly ProviderCatalog Catalog = CatalogFixture.Load(Everything);

    private static readonly JsonElement Body = Parse(new ModelListWriter(Catalog).Write(_ => true, ModelAccess.Unrestricted));

    [Fact]
    public void Every_model_has_the_fields_that_Codex_requires() =>
        Assert.All(Models(Body), model => Assert.All(RequiredByCodex, field => Assert.True(model.TryGetProperty(field, out _), $"{Slug(model)} lacks {field}")));

    [Fact]
    public void No_name_is_empty_or_listed_twice()
    {
        var slugs = Models(Body).Select(Slug).ToList();

        Assert.DoesNotContain("", slugs);
        Assert.Equal(slugs.Distinct(StringComparer.Ordinal), slugs);
    }

    [Fact]
    public void Both_lists_hold_the_same_names_and_every_one_of_them_resolves()
    {
        var resolver = new ModelResolver(Catalog, new FixedTime(CatalogFixture.Today));
        var ids = Body.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString()!).ToList();

        Assert.Equal(Models(Body).Select(Slug), ids);
        Assert.All(ids, id => Assert.NotEmpty(resolver.Resolve(id)));
    }

    [Fact]
    public void Every_model_and_every_alias_is_listed()
    {
        var slugs = Models(Body).Select(Slug).ToHashSet();

        Assert.Superset(Catalog.Offers.Select(offer => offer.Name).ToHashSet(), slugs);
        Assert.Superset(Catalog.Aliases.Keys.ToHashSet(), slugs);
        Assert.Contains("gpt-5.4", slugs);
    }

    [Fact]
    public void Values_are_of_the_kinds_that_Codex_knows() =>
        Assert.All(Models(Body), model =>
        {
            Assert.Equal("text", model.GetProperty("web_search_tool_type").GetString());
            Assert.Contains(model.GetProperty("visibility").GetString(), new[] { "list", "hide" });
            Assert.False(model.GetProperty("supports_search_tool").GetBoolean());
            Assert.False(model.GetProperty("use_responses_lite").GetBoolean());
            Assert.Equal(10_000, model.GetProperty("truncation_policy").GetProperty("limit").GetInt32());
            Assert.All(model.GetProperty("supported_reasoning_levels").EnumerateArray(), level => Assert.NotEmpty(level.GetProperty("description").GetString()!));
        });

    [Fact]
    public void A_model_is_described_as_it_is()
    {
        var model = Model(Body, "anthropic/claude-sonnet-4-5");

        Assert.Equal("Claude Sonnet 4.5", model.GetProperty("display_name").GetString());
        Assert.Equal(200_000, model.GetProperty("context_window").GetInt32());
        Assert.Equal("freeform", model.GetProperty("apply_patch_tool_type").GetString());
        Assert.Equal("medium", model.GetProperty("default_reasoning_level").GetString());
        Assert.Equal(["none", "low", "medium", "high", "xhigh"], model.GetProperty("supported_reasoning_levels").EnumerateArray().Select(level => level.GetProperty("effort").GetString()));
        Assert.Equal(["text", "image"], model.GetProperty("input_modalities").EnumerateArray().Select(modality => modality.GetString()));
        Assert.Contains("*** Begin Patch", model.GetProperty("base_instructions").GetString());
    }

    [Fact]
    public void A_model_without_tools_is_offered_no_patches_and_kept_out_of_pickers()
    {
        var model = Model(Body, "perplexity/sonar-pro");

        Assert.False(model.TryGetProperty("apply_patch_tool_type", out _));
        Assert.Equal("hide", model.GetProperty("visibility").GetString());
    }

    [Fact]
    public void An_alias_promises_what_all_its_routes_keep()
    {
        var model = Model(Body, "fast");

        Assert.Equal(131_072, model.GetProperty("context_window").GetInt32());
        Assert.Equal(["text"], model.GetProperty("input_modalities").EnumerateArray().Select(modality => modality.GetString()));
        Assert.Equal("list", Model(Body, "gpt-5.5").GetProperty("visibility").GetString());
    }

    [Fact]
    public void Only_models_of_offered_providers_are_listed()
    {
        var body = Parse(new ModelListWriter(CatalogFixture.BuiltIn).Write(provider => provider.Name is "mistral" or "azure", ModelAccess.Unrestricted));

        Assert.NotEmpty(Models(body));
        Assert.All(Models(body), model => Assert.StartsWith("mistral/", Slug(model)));
    }

    [Fact]
    public void The_bytes_are_kept_until_other_providers_are_offered()
    {
        var writer = new ModelListWriter(CatalogFixture.BuiltIn);
        var first = writer.Write(provider => provider.Name == "mistral", ModelAccess.Unrestricted);

        Assert.Same(first, writer.Write(provider => provider.Name == "mistral", ModelAccess.Unrestricted));
        Assert.NotEqual(first.ETag, writer.Write(provider => provider.Name == "groq", ModelAccess.Unrestricted).ETag);
    }

    [Fact]
    public void One_model_can_be_had_by_its_name()
    {
        var list = new ModelListWriter(CatalogFixture.BuiltIn).Write(_ => true, ModelAccess.Unrestricted);

        Assert.True(list.TryGetEntry("groq/openai/gpt-oss-120b", out var entry));
        Assert.Equal("groq", JsonDocument.Parse(entry).RootElement.GetProperty("owned_by").GetString());
        Assert.False(list.TryGetEntry("groq/nothing", out _));
    }

    private static JsonElement Parse(ModelList list) => JsonDocument.Parse(list.Body).RootElement;

    private static IEnumerable<JsonElement> Models(JsonElement body) => body.GetProperty("models").EnumerateArray();

    private static JsonElement Model(JsonElement body, string slug) => Models(body).Single(model => Slug(model) == slug);

    private static string Slug(JsonElement model) => model.GetProperty("slug").GetString()!;
}
