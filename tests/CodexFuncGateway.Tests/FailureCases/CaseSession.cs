using System.Text.Json;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Tests.FrontDoor;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>A client with its conversation, the gateway, and behind it a strict provider that plays a script.</summary>
internal sealed class CaseSession : IAsyncDisposable
{
    private CaseSession(Wire wire, UpstreamSimulator upstream, GatewayUnderTest gateway) =>
        (Wire, Upstream, Gateway, Conversation) = (wire, upstream, gateway, new CaseConversation(wire.Model));

    public Wire Wire { get; }

    public UpstreamSimulator Upstream { get; }

    public GatewayUnderTest Gateway { get; }

    public CaseConversation Conversation { get; }

    /// <summary>The newest request that the provider got.</summary>
    public JsonElement Sent => Upstream.Requests[^1].Json;

    public static Task<CaseSession> StartAsync(string column, params IReadOnlyList<ScriptedStep> steps) => StartAsync(Column.WireOf(column), steps);

    public static async Task<CaseSession> StartAsync(Wire wire, IReadOnlyList<ScriptedStep> steps, params (string, string)[] settings)
    {
        var upstream = await wire.StartAsync(new ScriptedSession([.. steps]));
        return new CaseSession(wire, upstream, await GatewayUnderTest.StartAsync([.. wire.At(upstream), .. settings]));
    }

    /// <summary>Sends the conversation, to which nobody may object, and takes the reply into it.</summary>
    public async Task<Answer> SendAsync()
    {
        var answer = await AskAsync();
        Assert.True(answer.Status == 200, answer.Text);
        Assert.Equal("response.completed", answer.Terminal.Type);
        Conversation.Remember(answer.Terminal.Response);
        return answer;
    }

    /// <summary>The same for a client that wants no stream; gives the response.</summary>
    public async Task<JsonElement> SendFoldedAsync()
    {
        Conversation.Set("stream", false);
        var answer = await AskAsync();
        Assert.True(answer.Status == 200, answer.Text);
        Assert.Equal("completed", answer.Json.GetProperty("status").GetString());
        Conversation.Remember(answer.Json);
        return answer.Json;
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Upstream.DisposeAsync();
    }

    private async Task<Answer> AskAsync()
    {
        var answer = await Gateway.PostAsync(Conversation.ToJson(), Ask.ByCodex);
        Assert.Empty(Upstream.Violations);
        return answer;
    }
}
