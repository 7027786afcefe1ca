using System.Buffers;
using System.Text.Json;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Laws.Support;

/// <summary>What a client gets of a reply.</summary>
/// <param name="Events">The stream of events.</param>
/// <param name="Response">The response of a client that wants no stream.</param>
internal sealed record Replay(byte[] Events, byte[] Response, UsageReported? Usage, GatewayError? Error)
{
    public static readonly ReasoningEnvelope Envelope = new("a key that seals envelopes in tests"u8);

    public static Task<Replay> OfAsync(LawCase @case) => OfAsync(@case, new MemoryStream(@case.Recording.Body));

    /// <summary>Goes the way of the step Relay, without a client.</summary>
    public static async Task<Replay> OfAsync(LawCase @case, Stream body)
    {
        var prepared = new RequestPreparation(Envelope).Prepare(@case.Request, @case.Route);
        var events = new ArrayBufferWriter<byte>();
        using var assembler = new ReplyAssembler(new ResponseHead("resp_1", 1_700_000_000, @case.Request.Model, ResponseEcho.Of(@case.Request.Root)), events)
        {
            IsRelayed = @case.Route.Capabilities.NativeResponses,
            KeepsResponse = true,
        };
        assembler.Attach(new ReplyOrigin(@case.Route, prepared.Tools, Envelope));
        await foreach (var part in @case.Dialect.ReadReplyAsync(@case.Reply(body), CancellationToken.None))
        {
            if (!assembler.HasStarted && part is not NativeEvent)
            {
                assembler.Start();
            }

            assembler.Accept(part);
        }

        var usage = assembler.Usage?.Usage ?? new TokenUsage();
        assembler.Complete(usage);
        return new Replay(events.WrittenSpan.ToArray(), WriteResponse(assembler, usage), assembler.Usage, assembler.End!.Error);
    }

    private static byte[] WriteResponse(ReplyAssembler assembler, TokenUsage usage)
    {
        var response = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(response);
        assembler.WriteResponse(json, usage);
        json.Flush();
        return response.WrittenSpan.ToArray();
    }
}
