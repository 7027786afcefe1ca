using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Translation;

public sealed class ImageLimitTests
{
    private const string Pixel = "data:image/png;base64,AAAA";

    private static readonly Capabilities Sees = new() { Images = true, ImageBytes = 4 };

    [Theory]
    [InlineData("https://example.com/a.png", false, "which this model is not to fetch")]
    [InlineData("data:image/png;base64,AAAAA", true, "which is larger than this model takes")]
    public void An_image_that_is_not_taken_leaves_a_word_in_messages_and_outputs(string url, bool urls, string word)
    {
        ContentPart[] content = [new TextPart("Look:"), new ImagePart(url, null)];
        InputItem[] items = [new MessageItem(default, "user", content), new ToolOutputItem(default, "a", content, IsCustom: false)];

        var told = items.Select(item => ImageLimit.Apply(item, Sees with { ImageUrls = urls })).ToArray();

        Assert.Contains(word, Assert.IsType<TextPart>(((MessageItem)told[0]).Content[1]).Text.ToString());
        Assert.Contains(word, Assert.IsType<TextPart>(((ToolOutputItem)told[1]).Output[1]).Text.ToString());
    }

    [Theory]
    [InlineData("https://example.com/a.png", true)]
    [InlineData(Pixel, false)]
    public void An_image_that_is_taken_stays(string url, bool urls)
    {
        var message = new MessageItem(default, "user", [new ImagePart(url, null)]);

        Assert.Same(message, ImageLimit.Apply(message, Sees with { ImageUrls = urls }));
    }

    [Theory]
    [InlineData("ollama")]
    [InlineData("vllm")]
    [InlineData("sgl")]
    public void Self_hosted_models_are_given_no_addresses(string provider)
    {
        var route = Catalog.CatalogFixture.Resolve($"{provider}/any", ($"Providers:{provider}:BaseUrl", "http://127.0.0.1:1/v1"));

        Assert.True(route.Capabilities is { Images: true, ImageUrls: false });
    }
}
