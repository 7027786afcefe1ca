using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Tests.FrontDoor;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>Behind API Management or Front Door Codex takes the gateway for Azure OpenAI, has it compact sessions, and asks in Azure's manner.</summary>
public sealed class Case31_AzureHostNames
{
    private static readonly string[] Hosts = ["contoso.azure-api.net", "contoso-abc.z01.azurefd.net", "contoso.azurewebsites.net"];

    [Theory, Dialects]
    public async Task Whatever_the_host_is_called_a_session_and_its_compaction_work(string column)
    {
        foreach (var host in Hosts)
        {
            await using var session = await CaseSession.StartAsync(column, CaseTools.Done, new ScriptedStep { Text = "A summary." });
            session.Conversation.Say("Hello.");

            var answer = await SendAsync(session, host);
            session.Conversation.Remember(answer.Terminal.Response);
            session.Conversation.Add(new { type = "compaction_trigger" });
            var compacted = await SendAsync(session, host);

            Assert.Equal("compaction", Assert.Single(compacted.Terminal.Response.GetProperty("output").EnumerateArray()).Text("type"));
            Assert.Empty(session.Upstream.Violations);
        }
    }

    /// <summary>To Azure a client shows its key in a header of its own, stores what it asks, and names the items it repeats.</summary>
    private static async Task<Answer> SendAsync(CaseSession session, string host)
    {
        var body = session.Conversation.ToJson().Replace("\"store\":false", "\"store\":true", StringComparison.Ordinal);
        var request = Ask.Responses(body).WithoutKey().With(("Host", host), ("api-key", GatewayUnderTest.Key), ("X-Forwarded-Host", host), Ask.ByCodex);
        return await session.Gateway.SendAsync(request);
    }
}
