using CodexFuncGateway.Catalog;

namespace CodexFuncGateway.Tests.Catalog;

public sealed class CatalogDirectoryTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("catalog").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void A_provider_of_ones_own_takes_two_files_and_no_code()
    {
        Write("providers/acme.json", """
            {
              // A comment may say why.
              "name": "acme", "displayName": "Acme", "dialect": "chat-completions", "baseUrl": "https://llm.acme.example/v1",
              "auth": { "header": "Authorization", "prefix": "Bearer " },
              "capabilities": { "toolCallIds": "mistral9", "images": false }
            }
            """);
        Write("models/acme.json", """
            [
              { "id": "coder", "contextWindow": 64000, "maxOutputTokens": 4000, "capabilities": { "images": true },
                "prices": [ { "from": "2026-01-01", "source": "price list", "rates": { "input": 1.5, "output": 6 } } ] },
            ]
            """);

        var route = Resolve("acme/coder");

        Assert.Equal(("https://llm.acme.example/v1", 1.5m), (route.Provider.BaseUrl, route.Price.Rates.Input));
        Assert.Equal((ToolCallIdForm.Mistral9, true), (route.Capabilities.ToolCallIds, route.Capabilities.Images));
        Assert.Equal("2026-01-01/price list", route.Price.Version);
    }

    [Fact]
    public void Files_of_ones_own_lie_over_the_gateways_and_settings_over_both()
    {
        Write("providers/openai.json", """{ "baseUrl": "https://file.example/v1", "displayName": "Ours" }""");
        Write("models/openai.json", """[ { "id": "gpt-5.5", "maxOutputTokens": 1000 } ]""");

        var route = Resolve("gpt-5.5", ("Providers:openai:BaseUrl", "https://settings.example/v1"));

        Assert.Equal(("https://settings.example/v1", "Ours"), (route.Provider.BaseUrl, route.Provider.DisplayName));
        Assert.Equal((1_000, 5m), (route.Model.MaxOutputTokens, route.Price.Rates.Input));
    }

    [Theory]
    [InlineData("providers/acme.json", """{ "dialect": "x", "colour": 1 }""", "colour")]
    [InlineData("providers/acme.json", """{ "dialect": """, "not JSON")]
    [InlineData("providers/acme.json", """[]""", "not a JSON object")]
    [InlineData("models/openai.json", """[ { "id": "m", "contextWindows": 5 } ]""", "contextWindows")]
    [InlineData("models/openai.json", """[ { "id": "m", "capabilities": { "tool": true } } ]""", "tool")]
    [InlineData("models/openai.json", """[ { "id": "m", "contextWindow": -1 } ]""", "context window")]
    [InlineData("models/openai.json", """[ { "id": "m", "prices": [ { "rates": { "input": -1, "output": 1 } } ] } ]""", "negative")]
    [InlineData("models/openai.json", """[ { "id": "m", "prices": [ { "rates": { "input": 1 } } ] } ]""", "output")]
    [InlineData("models/nobody.json", """[]""", "nobody")]
    public void A_mistake_in_a_file_is_told_at_start_with_file_and_property(string file, string content, string fault)
    {
        Write(file, content);

        var error = Assert.Throws<CatalogException>(() => CatalogFixture.Load(("Gateway:CatalogDirectory", directory)));

        Assert.Contains(Path.GetFileName(file), error.Message);
        Assert.Contains(fault, error.Message);
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
