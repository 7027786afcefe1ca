using CodexFuncGateway.Catalog;

namespace CodexFuncGateway.Tests.Catalog;

public sealed class AddressTests : IDisposable
{
    private const string Provider = """
        {
          "dialect": "chat-completions",
          "baseUrl": "https://{host}/v1",
          "path": "/{parent}models/{model}:chat",
          "parameters": {
            "location": { "default": "global", "environment": ["ACME_LOCATION", "ACME_REGION"] },
            "project": { "environment": ["ACME_PROJECT"] },
            "host": { "by": "location", "cases": { "global": "acme.example", "eu": "eu.rep.acme.example" }, "default": "{location}.acme.example" },
            "parent": { "by": "project", "cases": { "": "" }, "default": "projects/{project}/locations/{location}/" }
          },
          "defaultPrice": { "rates": { "input": 1, "output": 1 } },
          "anyModel": true,
          "auth": { "header": "Authorization" }
        }
        """;

    private const string Models = """
        [
          { "id": "plain" },
          { "id": "dated", "upstreamId": "dated@2026-11:0/a b" },
          { "id": "elsewhere", "baseUrl": "https://other.{location}.example/", "path": "/projects/{project}/chat" },
          { "id": "here-only", "parameters": { "location": "mars-1" } },
          { "id": "own-dialect", "dialect": "openai-responses" }
        ]
        """;

    private readonly string directory = Directory.CreateTempSubdirectory("catalog").FullName;

    public AddressTests()
    {
        Write("providers/acme.json", Provider);
        Write("models/acme.json", Models);
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void A_model_stands_in_its_path() =>
        Assert.Equal("https://acme.example/v1/models/plain:chat", AddressOf("acme/plain"));

    [Fact]
    public void A_model_in_a_path_is_one_segment_whatever_it_is_called() =>
        Assert.Equal("https://acme.example/v1/models/dated@2026-11%3A0%2Fa%20b:chat", AddressOf("acme/dated"));

    [Theory]
    [InlineData("acme/..")]
    [InlineData("acme/.")]
    public void A_model_cannot_be_a_step_in_a_path(string model) =>
        Assert.Null(CatalogFixture.Load(("Gateway:CatalogDirectory", directory)).Find(model));

    [Theory]
    [InlineData("Providers:acme:Parameters:location")]
    [InlineData("ACME_LOCATION")]
    [InlineData("ACME_REGION")]
    public void A_parameter_comes_from_its_setting_or_its_variables(string key) =>
        Assert.Equal("https://mars-2.acme.example/v1/models/plain:chat", AddressOf("acme/plain", (key, "mars-2")));

    [Fact]
    public void A_setting_wins_over_a_variable_and_the_first_variable_over_the_next() =>
        Assert.StartsWith(
            "https://a.acme.example/",
            AddressOf("acme/plain", ("ACME_REGION", "c"), ("ACME_LOCATION", "b"), ("Providers:acme:Parameters:location", "a")));

    [Theory]
    [InlineData("global", "acme.example")]
    [InlineData("eu", "eu.rep.acme.example")]
    [InlineData("us", "us.acme.example")]
    public void A_host_may_depend_on_a_value(string location, string host) =>
        Assert.Equal($"https://{host}/v1/models/plain:chat", AddressOf("acme/plain", ("Providers:acme:Parameters:location", location)));

    [Fact]
    public void A_part_of_a_path_may_depend_on_whether_there_is_a_value() =>
        Assert.Equal("https://acme.example/v1/projects/p-1/locations/global/models/plain:chat", AddressOf("acme/plain", ("ACME_PROJECT", "p-1")));

    [Fact]
    public void A_model_may_be_served_at_an_address_of_its_own() =>
        Assert.Equal("https://other.global.example/projects/p-1/chat", AddressOf("acme/elsewhere", ("ACME_PROJECT", "p-1")));

    [Fact]
    public void A_model_may_fix_a_parameter_whatever_is_configured()
    {
        var route = Resolve("acme/here-only", ("ACME_LOCATION", "venus-1"), ("ACME_PROJECT", "p-1"));

        Assert.Equal("https://mars-1.acme.example/v1/projects/p-1/locations/mars-1/models/here-only:chat", route.BaseUrl + route.Path);
        Assert.Equal("mars-1", route.Parameters.Value("location"));
    }

    [Fact]
    public void A_dialects_usual_path_may_speak_of_the_model_too() =>
        Assert.Equal("/models/own-dialect:stream", Resolve("acme/own-dialect").PathOr("/models/{model}:stream"));

    [Fact]
    public void A_model_whose_address_lacks_a_value_is_refused_with_the_setting_to_make()
    {
        var catalog = CatalogFixture.Load(("Gateway:CatalogDirectory", directory));

        Assert.Equal(
            "The model acme/elsewhere has no address yet: the gateway's operator sets Providers:acme:Parameters:project.",
            Refusals.Reason(catalog.Find("acme/elsewhere")!));
    }

    [Fact]
    public void A_base_url_of_ones_own_may_use_the_parameters() =>
        Assert.Equal(
            "https://proxy.example/global/models/plain:chat",
            AddressOf("acme/plain", ("Providers:acme:BaseUrl", "https://proxy.example/{location}/")));

    [Theory]
    [InlineData("Providers:acme:Parameters:location", "evil.example/x", "cannot be part of an address")]
    [InlineData("Providers:acme:Parameters:location", "a@b", "cannot be part of an address")]
    [InlineData("Providers:acme:Parameters:location", "a:1", "cannot be part of an address")]
    [InlineData("Providers:acme:Parameters:location", "{project}", "cannot be part of an address")]
    [InlineData("ACME_PROJECT", "..", "cannot be part of an address")]
    [InlineData("ACME_PROJECT", "a/../b", "cannot be part of an address")]
    [InlineData("ACME_PROJECT", "a\nb", "cannot be part of an address")]
    [InlineData("ACME_PROJECT", "a\n", "cannot be part of an address")]
    [InlineData("Providers:acme:Parameters:planet", "mars", "location")]
    [InlineData("Providers:acme:BaseUrl", "https://{planet}.example", "planet")]
    [InlineData("Providers:acme:Models:0:Id", "m", null)]
    [InlineData("Providers:openai:Parameters:region", "x", "openai has no parameter of that name")]
    public void A_mistake_in_a_value_is_told_at_start(string key, string value, string? fault)
    {
        var load = () => CatalogFixture.Load(("Gateway:CatalogDirectory", directory), (key, value));

        if (fault is null)
        {
            load();
        }
        else
        {
            Assert.Contains(fault, Assert.Throws<CatalogException>(load).Message);
        }
    }

    [Theory]
    [InlineData("""[ { "id": "m", "parameters": { "planet": "mars" } } ]""", "no parameter planet")]
    [InlineData("""[ { "id": "m", "parameters": { "location": "a/b" } } ]""", "cannot be part of an address")]
    [InlineData("""[ { "id": "m", "baseUrl": "ftp://x" } ]""", "not an http or https address")]
    [InlineData("""[ { "id": "m", "path": "/{planet}" } ]""", "{planet}")]
    public void A_mistake_in_a_models_address_is_told_at_start(string models, string fault)
    {
        Write("models/acme.json", models);

        var error = Assert.Throws<CatalogException>(() => CatalogFixture.Load(("Gateway:CatalogDirectory", directory)));

        Assert.Contains(fault, error.Message);
    }

    [Fact]
    public void Every_built_in_address_is_one_when_its_parameters_have_values()
    {
        var settings = CatalogFixture.BuiltIn.Providers
            .SelectMany(provider => provider.Parameters.Keys.Select(name => ($"Providers:{provider.Name}:Parameters:{name}", "x-1")))
            .Concat(CatalogFixture.BuiltIn.Providers.Where(provider => provider.BaseUrl is null).Select(provider => ($"Providers:{provider.Name}:BaseUrl", "http://127.0.0.1:1")));

        var catalog = CatalogFixture.Load([.. settings]);

        Assert.All(catalog.Offers, offer => Assert.True(Uri.TryCreate(
            ModelAddress.BaseUrl(offer.Provider, offer.Model) + ModelAddress.Path(offer.Provider, offer.Model), UriKind.Absolute, out _)));
        Assert.All(catalog.Offers, offer => Assert.Null(Refusals.MissingAddress(offer.Provider, offer.Model)));
    }

    [Theory]
    [InlineData("global", "aiplatform.googleapis.com")]
    [InlineData("us", "aiplatform.us.rep.googleapis.com")]
    [InlineData("eu", "aiplatform.eu.rep.googleapis.com")]
    [InlineData("europe-west4", "europe-west4-aiplatform.googleapis.com")]
    public void Vertex_has_a_host_for_each_kind_of_location(string location, string host)
    {
        (string, string)[] settings = [("GOOGLE_CLOUD_PROJECT", "p-1"), ("GOOGLE_CLOUD_LOCATION", location)];
        var (gemini, claude) = (CatalogFixture.Resolve("vertex/gemini-2.5-pro", settings), CatalogFixture.Resolve("vertex/claude-opus-4-5", settings));

        Assert.Equal(
            $"https://{host}/v1beta1/projects/p-1/locations/{location}/publishers/google/models/gemini-2.5-pro:streamGenerateContent?alt=sse",
            gemini.BaseUrl + gemini.Path);
        Assert.Equal(
            $"https://{host}/v1/projects/p-1/locations/{location}/publishers/anthropic/models/claude-opus-4-5@20251101:streamRawPredict",
            claude.BaseUrl + claude.Path);
    }

    private string AddressOf(string model, params (string Key, string Value)[] settings)
    {
        var route = Resolve(model, settings);
        return route.BaseUrl + route.Path;
    }

    private Route Resolve(string model, params (string Key, string Value)[] settings) =>
        CatalogFixture.Resolve(model, [.. settings, ("Gateway:CatalogDirectory", directory)]);

    private void Write(string file, string content)
    {
        var path = Path.Combine(directory, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
