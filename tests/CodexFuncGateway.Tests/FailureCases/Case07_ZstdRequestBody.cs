using System.Text;
using CodexFuncGateway.Simulators.Encodings;
using CodexFuncGateway.Tests.FrontDoor;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>Codex compresses what it sends; gateways take that for bad JSON, or fail when it is large. (Hostile bodies: ContentEncodingTests.)</summary>
public sealed class Case07_ZstdRequestBody
{
    [Theory, Dialects]
    public async Task A_compressed_conversation_is_read_and_sent_on_plain(string column)
    {
        string[] encodings = ["zstd", "gzip", "br", "deflate", "gzip, zstd", "deflate, gzip, br, zstd"];
        await using var session = await CaseSession.StartAsync(column, [.. Enumerable.Repeat(CaseTools.Done, encodings.Length)]);
        session.Conversation.Say($"A long word: {new string('ü', 500_000)}");

        foreach (var encoding in encodings)
        {
            var answer = await SendAsync(session, Encoded.AsStack(encoding, Encoding.UTF8.GetBytes(session.Conversation.ToJson())), encoding);
            Assert.Equal("response.completed", answer.Terminal.Type);
        }

        Assert.Empty(session.Upstream.Violations);
        Assert.All(session.Upstream.Requests, request => Assert.False(request.Headers.ContainsKey("Content-Encoding")));
    }

    [Theory, Dialects]
    public async Task What_cannot_be_read_is_refused_before_anyone_is_asked(string column)
    {
        await using var session = await CaseSession.StartAsync(Column.WireOf(column), [CaseTools.Done], ("Gateway:MaxRequestBytes", "100000"));
        var body = Encoding.UTF8.GetBytes(session.Conversation.Say("Hello.").ToJson());

        Assert.Equal(400, (await SendAsync(session, body, "zstd")).Status);
        Assert.Equal(413, (await SendAsync(session, Encoded.As("zstd", new byte[200_000]), "zstd")).Status);
        Assert.Equal(415, (await SendAsync(session, body, "compress")).Status);
        Assert.Empty(session.Upstream.Requests);
    }

    private static Task<Answer> SendAsync(CaseSession session, byte[] body, string encoding) =>
        session.Gateway.SendAsync(Ask.Responses(body).With(("Content-Encoding", encoding)));
}
