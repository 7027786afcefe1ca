using System.Text.Json.Nodes;
using static CodexFuncGateway.Tests.Simulators.BedrockRequests;

namespace CodexFuncGateway.Tests.Simulators;

/// <summary>What the simulated Bedrock refuses, family by family.</summary>
public sealed class BedrockSimulatorTests
{
    private const string Point = """{"cachePoint":{"type":"default"}}""";

    [Theory]
    [InlineData(Claude, "converse-stream")]
    [InlineData(Nova, "converse-stream")]
    [InlineData(Llama, "converse")]
    [InlineData("openai.gpt-oss-120b-1:0", "converse")]
    public void A_good_tool_loop_is_accepted(string model, string operation) => Assert.Null(ToolLoop().BedrockRefusal(model, operation));

    [Theory]
    [InlineData("us.does-not-exist-model-v1:0", "The provided model identifier is invalid.")]
    [InlineData("openai.gpt-5.5", "The provided model identifier is invalid.")]
    [InlineData("anthropic.claude-sonnet-4-5-20250929-v1:0", "inference profile")]
    public void A_model_must_exist_at_Converse(string model, string message) => Assert.Contains(message, ToolLoop().BedrockRefusal(model));

    [Theory]
    [InlineData("stream", "true", "extraneous key [stream]")]
    [InlineData("model", "\"x\"", "extraneous key [model]")]
    [InlineData("inferenceConfig", """{"max_tokens":5}""", "#/inferenceConfig: extraneous key [max_tokens]")]
    [InlineData("inferenceConfig", """{"maxTokens":0}""", "'inferenceConfig.maxTokens'")]
    [InlineData("inferenceConfig", """{"maxTokens":64001}""", "max_tokens: 64001 > 64000")]
    [InlineData("inferenceConfig", """{"temperature":1.5}""", "'inferenceConfig.temperature'")]
    [InlineData("inferenceConfig", """{"temperature":0.5,"topP":0.5}""", "cannot both be specified")]
    [InlineData("serviceTier", """{"type":"auto"}""", "serviceTier.type")]
    [InlineData("additionalModelRequestFields", """{"reasoning_effort":"low"}""", "extraneous key [reasoning_effort]")]
    [InlineData("additionalModelRequestFields", """{"thinking":{"type":"adaptive"}}""", "adaptive thinking is not supported")]
    [InlineData("additionalModelRequestFields", """{"thinking":{"type":"enabled","budget_tokens":100}}""", "greater than or equal to 1024")]
    public void A_wrong_setting_is_refused(string name, string value, string message) =>
        Assert.Contains(message, ToolLoop().With(body => body[name] = SimulatedRequests.Json(value)).BedrockRefusal());

    [Theory]
    [InlineData("openai.gpt-oss-120b-1:0", """{"reasoning_effort":"none"}""")]
    [InlineData("qwen.qwen3-32b-v1:0", """{"reasoning_config":"medium"}""")]
    [InlineData("us.amazon.nova-2-lite-v1:0", """{"reasoningConfig":{"type":"enabled","maxReasoningEffort":"max"}}""")]
    [InlineData(Nova, """{"reasoningConfig":{"type":"enabled","maxReasoningEffort":"low"}}""")]
    [InlineData("deepseek.v3.2", """{"thinking":{"type":"enabled"}}""")]
    public void Each_family_knows_only_its_own_fields(string model, string fields) =>
        Assert.NotNull(ToolLoop().With(body => body["additionalModelRequestFields"] = SimulatedRequests.Json(fields)).BedrockRefusal(model));

    [Fact]
    public void Nova_takes_no_limit_while_it_thinks_its_hardest() => Assert.Contains("cannot be used with maxReasoningEffort", ToolLoop().With(body =>
    {
        body["additionalModelRequestFields"] = SimulatedRequests.Json("""{"reasoningConfig":{"type":"enabled","maxReasoningEffort":"high"}}""");
        body["inferenceConfig"] = SimulatedRequests.Json("""{"maxTokens":500}""");
    }).BedrockRefusal("us.amazon.nova-2-lite-v1:0"));

    [Theory]
    [InlineData("""{"text":" \n"}""", "is blank")]
    [InlineData("""{"text":"a","image":{}}""", "exactly one")]
    [InlineData("""{"toolUse":{"toolUseId":"a","name":"shell","input":{}}}""", "cannot hold toolUse")]
    [InlineData("""{"image":{"format":"svg","source":{"bytes":"AAAA"}}}""", "format")]
    [InlineData("""{"image":{"format":"png","source":{"bytes":"!"}}}""", "holds no bytes")]
    [InlineData("""{"reasoningContent":{"reasoningText":{"text":"a","signature":"s"}}}""", "cannot contain reasoning content")]
    public void A_wrong_block_of_the_user_s_is_refused(string block, string message) =>
        Assert.Contains(message, ToolLoop().With(body => body.Blocks(0).Add(SimulatedRequests.Json(block))).BedrockRefusal());

    [Theory]
    [InlineData("""{"toolUse":{"toolUseId":"a b","name":"shell","input":{}}}""", "toolUse.toolUseId")]
    [InlineData("""{"toolUse":{"toolUseId":"b","name":"a.b","input":{}}}""", "toolUse.name")]
    [InlineData("""{"toolUse":{"toolUseId":"b","name":"shell","input":"{}"}}""", "Provide a json object")]
    [InlineData("""{"reasoningContent":{"reasoningText":{"text":"a","signature":"forged"}}}""", "Invalid `signature`")]
    [InlineData("""{"reasoningContent":{"reasoningText":{"text":"a"}}}""", "cannot contain reasoning content")]
    public void A_wrong_block_of_the_assistant_s_is_refused(string block, string message) =>
        Assert.Contains(message, ToolLoop().With(body => body.Blocks(1).Insert(0, SimulatedRequests.Json(block))).BedrockRefusal());

    [Fact]
    public void An_image_is_not_for_every_model_nor_for_every_place()
    {
        var image = """{"image":{"format":"png","source":{"bytes":"AAAA"}}}""";
        var inMessage = ToolLoop().With(body => body.Blocks(0).Add(SimulatedRequests.Json(image)));
        var inResult = ToolLoop().With(body => body.Blocks(2)[0]!["toolResult"]!["content"]!.AsArray().Add(SimulatedRequests.Json(image)));

        Assert.Null(inMessage.BedrockRefusal());
        Assert.Null(inResult.BedrockRefusal());
        Assert.Contains("doesn't support the image", inMessage.BedrockRefusal(Llama, "converse"));
        Assert.Null(inMessage.BedrockRefusal("us.mistral.pixtral-large-2502-v1:0", "converse"));
        Assert.Contains("doesn't support the image", inResult.BedrockRefusal("us.mistral.pixtral-large-2502-v1:0", "converse"));
    }

    [Fact]
    public void Turns_alternate_and_the_user_has_the_first_word_and_the_last()
    {
        Assert.Contains("must start with a user message", ToolLoop().With(body => body.Messages().RemoveAt(0)).BedrockRefusal());
        Assert.Contains("must start with a user message", ToolLoop().With(body => body.Messages().Clear()).With(body => body.Remove("toolConfig")).BedrockRefusal());
        Assert.Contains("must alternate", ToolLoop().With(body => body.Messages().Insert(0, body.Messages()[0]!.DeepClone())).BedrockRefusal());
        Assert.Contains("must end with a user message", ToolLoop().With(body => body.Messages().Add(SimulatedRequests.Json("""{"role":"assistant","content":[{"text":"1"}]}"""))).BedrockRefusal());
        Assert.Contains("is empty", ToolLoop().With(body => body.Blocks(0).Clear()).BedrockRefusal());
    }

    [Fact]
    public void Calls_and_results_answer_each_other()
    {
        Assert.Contains("Expected toolResult blocks", ToolLoop().With(body => body.Blocks(2)[0] = SimulatedRequests.Json("""{"text":"?"}""")).BedrockRefusal());
        Assert.Contains("exceeds the number of toolUse blocks", ToolLoop().With(body => body.Blocks(2).Add(SimulatedRequests.Json("""{"toolResult":{"toolUseId":"other","content":[]}}"""))).BedrockRefusal());
        Assert.Contains("duplicate Ids", ToolLoop().With(body => body.Blocks(2).Add(body.Blocks(2)[0]!.DeepClone())).BedrockRefusal());
        Assert.Contains("duplicate Ids", ToolLoop().With(body => body.Blocks(1).Add(body.Blocks(1)[0]!.DeepClone())).BedrockRefusal());
    }

    [Fact]
    public void Results_stand_alone_for_some_and_are_without_status_for_others()
    {
        var withText = ToolLoop().With(body => body.Blocks(2).Add(SimulatedRequests.Json("""{"text":"And?"}""")));
        var withStatus = ToolLoop().With(body => body.Blocks(2)[0]!["toolResult"]!["status"] = "success");

        Assert.Null(withText.BedrockRefusal());
        Assert.Contains("beside other content", withText.BedrockRefusal(Llama, "converse"));
        Assert.Null(withStatus.BedrockRefusal());
        Assert.Contains("status field", withStatus.BedrockRefusal("us.writer.palmyra-x5-v1:0", "converse"));
    }

    [Fact]
    public void Tool_blocks_in_the_history_need_tools_and_not_every_model_calls_them_while_it_streams()
    {
        Assert.Contains("toolConfig field must be defined", ToolLoop().With(body => body.Remove("toolConfig")).BedrockRefusal());
        Assert.Contains("in streaming mode", ToolLoop().BedrockRefusal(Llama));
    }

    [Theory]
    [InlineData("name", "\"a b\"", "toolSpec.name")]
    [InlineData("name", "\"12345678901234567890123456789012345678901234567890123456789012345\"", "toolSpec.name")]
    [InlineData("description", "\"\"", "toolSpec.description")]
    [InlineData("parameters", "{}", "extraneous key [parameters]")]
    [InlineData("inputSchema", """{"json":{"properties":{}}}""", "must be one of the following: object")]
    [InlineData("inputSchema", """{"json":{"type":"object","anyOf":[]}}""", "does not support oneOf")]
    [InlineData("strict", "true", "'additionalProperties' must be explicitly set to false")]
    public void A_wrong_tool_is_refused(string name, string value, string message) =>
        Assert.Contains(message, ToolLoop().With(body => body.Spec()[name] = SimulatedRequests.Json(value)).BedrockRefusal());

    [Fact]
    public void Two_tools_of_one_name_and_no_tools_at_all_are_refused()
    {
        Assert.Contains("duplicate tool names", ToolLoop().With(body => body["toolConfig"]!["tools"]!.AsArray().Add(body["toolConfig"]!["tools"]![0]!.DeepClone())).BedrockRefusal());
        Assert.Contains("greater than or equal to 1", ToolLoop().With(body => body["toolConfig"]!["tools"]!.AsArray().Clear()).BedrockRefusal());
    }

    [Theory]
    [InlineData(Claude, """{"none":{}}""", "exactly one")]
    [InlineData(Claude, """{"tool":{"name":"other"}}""", "is not defined")]
    [InlineData("deepseek.v3.2", """{"any":{}}""", "doesn't support the toolConfig.toolChoice.any")]
    public void A_wrong_choice_is_refused(string model, string choice, string message) =>
        Assert.Contains(message, ToolLoop().With(body => body["toolConfig"]!["toolChoice"] = SimulatedRequests.Json(choice)).BedrockRefusal(model));

    [Fact]
    public void Strict_tools_and_definitions_are_not_for_every_model()
    {
        Assert.Contains("strict field", ToolLoop().With(body => body.Spec()["strict"] = false).BedrockRefusal("us.anthropic.claude-opus-5"));
        var definitions = ToolLoop().With(body => body.Spec()["inputSchema"]!["json"]!["$defs"] = new JsonObject());
        Assert.Null(definitions.BedrockRefusal());
        Assert.Contains("extraneous key [$defs]", definitions.BedrockRefusal(Nova));
    }

    [Fact]
    public void Four_cache_points_are_accepted_and_a_fifth_is_not()
    {
        var marked = ToolLoop().With(body =>
        {
            body["toolConfig"]!["tools"]!.AsArray().Add(SimulatedRequests.Json(Point));
            body["system"]!.AsArray().Add(SimulatedRequests.Json(Point));
            body.Blocks(0).Add(SimulatedRequests.Json(Point));
            body.Blocks(2).Add(SimulatedRequests.Json(Point));
        });

        Assert.Null(marked.BedrockRefusal());
        Assert.Contains("Found 5", marked.With(body => body.Blocks(1).Add(SimulatedRequests.Json(Point))).BedrockRefusal());
    }

    [Fact]
    public void A_cache_point_follows_something_that_the_model_lets_it_follow()
    {
        var afterText = ToolLoop().With(body => body.Blocks(0).Add(SimulatedRequests.Json(Point)));
        var afterResult = ToolLoop().With(body => body.Blocks(2).Add(SimulatedRequests.Json(Point)));
        var afterTool = ToolLoop().With(body => body["toolConfig"]!["tools"]!.AsArray().Add(SimulatedRequests.Json(Point)));

        Assert.Null(afterText.BedrockRefusal(Nova));
        Assert.Contains("extraneous key [cachePoint]", afterResult.BedrockRefusal(Nova));
        Assert.Contains("extraneous key [cachePoint]", afterTool.BedrockRefusal(Nova));
        Assert.Contains("extraneous key [cachePoint]", afterText.BedrockRefusal("deepseek.v3.2"));
        Assert.Contains("nothing to cache", ToolLoop().With(body => body.Blocks(0).Insert(0, SimulatedRequests.Json(Point))).BedrockRefusal());
    }
}
