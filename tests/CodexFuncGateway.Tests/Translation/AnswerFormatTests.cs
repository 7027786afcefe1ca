using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Translation;

public sealed class AnswerFormatTests
{
    private const string Schema = """{"type":"object","properties":{"a":{"type":"integer"}}}""";

    private static readonly OutputFormat AnyJson = new("output", null, null);

    private static readonly OutputFormat Shaped = new("shaped", JsonElement.Parse(Schema), true);

    [Theory]
    [InlineData(true, true, false, true)]
    [InlineData(true, true, true, true)]
    [InlineData(true, false, false, true)]
    [InlineData(true, false, true, false)]
    [InlineData(false, true, false, false)]
    public void A_schema_is_left_to_the_upstream_where_it_enforces_one(bool takesSchema, bool besideTools, bool hasTools, bool isEnforced)
    {
        var (told, unenforced) = AnswerFormat.Tell(Asking(Shaped, hasTools), new Capabilities { JsonSchema = takesSchema, SchemaBesideTools = besideTools });

        Assert.Equal(isEnforced, unenforced is null);
        Assert.Equal(isEnforced, told.OutputFormat is not null);
        Assert.Equal(isEnforced, !Words(told).Contains(Schema, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Any_JSON_is_another_ability_than_a_schema(bool takesAnyJson)
    {
        var (told, unenforced) = AnswerFormat.Tell(Asking(AnyJson, hasTools: false), new Capabilities { JsonObject = takesAnyJson });

        Assert.Equal(takesAnyJson, unenforced is null);
        Assert.Equal(takesAnyJson, !Words(told).Contains("JSON object", StringComparison.Ordinal));
    }

    [Fact]
    public void The_words_stand_after_the_other_instructions_and_before_the_conversation()
    {
        var (told, _) = AnswerFormat.Tell(Asking(Shaped, hasTools: true), new Capabilities { JsonSchema = false });

        Assert.Equal(["developer", "developer", "user"], told.Input.Cast<MessageItem>().Select(message => message.Role));
        Assert.StartsWith("Call tools as you need them", Words(told), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_form_nothing_is_said() =>
        Assert.Equal(2, AnswerFormat.Tell(Asking(null, hasTools: true), new Capabilities { JsonSchema = false }).Request.Input.Count);

    private static ResponsesRequest Asking(OutputFormat? format, bool hasTools) => new()
    {
        Root = default,
        Model = "asked",
        Input = [WrittenMessage.ByDeveloper("Be brief."), WrittenMessage.ByUser("Hi")],
        Tools = hasTools ? [new FunctionTool(default, "look", null, null, null)] : [],
        OutputFormat = format,
    };

    private static string Words(ResponsesRequest request) =>
        string.Concat(request.Input.OfType<MessageItem>().Skip(1).SelectMany(message => message.Content).OfType<TextPart>().Select(part => part.Text.ToString()));
}
