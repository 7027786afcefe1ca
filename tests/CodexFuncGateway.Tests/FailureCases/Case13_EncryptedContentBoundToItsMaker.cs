using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Tests.FrontDoor;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>Reasoning is encrypted for the deployment that made it; sent to another it is refused, and the session never recovers. (How each refuses: RefusedStateTests.)</summary>
[NotFor("its state is plain text, which is bound to nobody", Column.Chat, Column.Cohere)]
[NotFor("it has no state", Column.Replicate)]
public sealed class Case13_EncryptedContentBoundToItsMaker
{
    private const string Payload = "c2lnBoundToItsMaker==";

    private static readonly ScriptedStep Work = new() { Reasoning = new ScriptedReasoning("I look.", Payload), Calls = [CaseTools.CallLook("a")] };
    private static readonly ScriptedStep Done = CaseTools.Done with { ExpectedOutputs = ["seen"] };

    [Theory, Dialects]
    public async Task It_comes_back_to_its_maker_and_to_nobody_else(string column)
    {
        await using var other = await Wire.Chat.StartAsync(new ScriptedSession(CaseTools.Done));
        await using var session = await StartAsync(column, other.BaseUrl);

        await session.SendAsync();
        session.Conversation.Answer("seen");
        await session.SendAsync();
        session.Conversation.Say("Go on.").Model = Wire.Chat.Model;
        await session.SendAsync();

        Assert.Contains(session.Upstream.Requests[1].Json.Texts(), IsPayload);
        Assert.DoesNotContain(other.Requests[0].Json.Texts(), IsPayload);
        Assert.Empty(other.Violations);
    }

    [Theory, Dialects]
    public async Task Where_its_maker_cannot_read_it_any_more_the_request_goes_once_more_without_it(string column)
    {
        await using var session = await StartAsync(column, "http://127.0.0.1:1");
        await session.SendAsync();
        session.Conversation.Answer("seen");
        session.Upstream.Faults.FailWith(400, Refusal(column));

        await session.Gateway.PostAsync(session.Conversation.ToJson());

        Assert.Equal([false, true, false], session.Upstream.Requests.Select(request => request.Json.Texts().Any(IsPayload)));
    }

    private static string Refusal(string column) => column switch
    {
        Column.Anthropic => """{"type":"error","error":{"type":"invalid_request_error","message":"messages.1.content.0: Invalid `signature` in `thinking` block"}}""",
        Column.Bedrock => """{"message":"The model returned the following errors: messages.1.content.0: Invalid `signature` in `thinking` block"}""",
        Column.Gemini => """{"error":{"code":400,"message":"Thought signature is not valid.","status":"INVALID_ARGUMENT"}}""",
        Column.Rewritten => """{"code":"invalid-argument","error":"Encrypted content could not be decrypted or parsed."}""",
        _ => """{"error":{"message":"The encrypted content for item rs_1 could not be verified.","type":"invalid_request_error","param":null,"code":"invalid_encrypted_content"}}""",
    };

    /// <summary>Google's signatures are Base64.</summary>
    private static bool IsPayload(string text) => text is Payload or "YzJsbkJvdW5kVG9JdHNNYWtlcj09";

    private static async Task<CaseSession> StartAsync(string column, string other)
    {
        var session = await CaseSession.StartAsync(Column.WireOf(column), [Work, Done, CaseTools.Done], Wire.Chat.At(other));
        session.Conversation.Offer(CaseTools.Look).Say("Look.");
        return session;
    }
}
