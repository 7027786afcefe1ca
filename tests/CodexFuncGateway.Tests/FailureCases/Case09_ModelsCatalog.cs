using System.Text.Json;
using CodexFuncGateway.Tests.Catalog;
using CodexFuncGateway.Tests.FrontDoor;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>Codex wants models in a shape of its own; one entry without a required field empties its whole catalog without a word.</summary>
public sealed class Case09_ModelsCatalog
{
    [Theory, Dialects]
    public async Task One_body_has_both_shapes_with_all_fields_under_every_address(string column)
    {
        var wire = Column.WireOf(column);
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At("http://127.0.0.1:1"));

        var answer = await gateway.GetAsync("/openai/v1/models?client_version=0.169.0", Ask.ByCodex);
        var atRoot = await gateway.GetAsync("/models", Ask.ByCodex);

        Assert.Equal((200, answer.Text), (atRoot.Status, atRoot.Text));
        Assert.Contains(answer.Json.GetProperty("data").EnumerateArray(), model => model.Text("id") == wire.Model);
        Assert.All(answer.Json.GetProperty("models").EnumerateArray(), model => Assert.All(ModelListTests.RequiredByCodex, field => Assert.True(model.TryGetProperty(field, out _), field)));
        AssertDescribed(Assert.Single(answer.Json.GetProperty("models").EnumerateArray(), model => model.Text("slug") == wire.Model), column);
    }

    /// <summary>A file for <c>model_catalog_json</c> is the same body, saved.</summary>
    [Theory, Dialects]
    public async Task It_can_be_downloaded_as_one_JSON_object(string column)
    {
        await using var gateway = await GatewayUnderTest.StartAsync(Column.WireOf(column).At("http://127.0.0.1:1"));

        var answer = await gateway.GetAsync("/v1/models");

        Assert.Equal("application/json", answer.Headers["Content-Type"]);
        Assert.Equal(answer.Text.Length, JsonElement.Parse(answer.Text).GetRawText().Length);
    }

    private static void AssertDescribed(JsonElement model, string column)
    {
        var known = CatalogFixture.BuiltIn.Find(Column.WireOf(column).Model)!;
        Assert.Equal(known.Model.ContextWindow, model.GetProperty("context_window").GetInt32());
        Assert.InRange(model.GetProperty("auto_compact_token_limit").GetInt32(), known.Model.ContextWindow / 2, known.Model.ContextWindow);
        if (known.Capabilities.Tools)
        {
            Assert.Equal(("freeform", "list"), (model.Text("apply_patch_tool_type"), model.Text("visibility")));
        }
        else
        {
            Assert.Equal("hide", model.Text("visibility"));
        }
    }
}
