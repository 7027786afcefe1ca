using System.Collections.Concurrent;
using CodexFuncGateway.Simulators.Faults;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Simulators;

/// <summary>Gives out tickets for replies, and the replies for tickets, each with the fault that was planned for it.</summary>
internal sealed class TicketOffice(ITicketedWire wire)
{
    private readonly ConcurrentDictionary<string, (SimulatedReply Reply, Fault? Fault)> kept = new();

    public Task GiveAsync(HttpContext context, SimulatedReply reply, NumberedStep step, Fault? fault)
    {
        var ticket = wire.WriteTicket(reply, step, $"{context.Request.Scheme}://{context.Request.Host}");
        kept[ticket.Path] = (reply, fault);
        return ReplyStream.WriteAsync(context, new Rejection(201, ticket.Body));
    }

    /// <summary>How to answer a request that follows up a ticket; null for any other.</summary>
    public Func<HttpContext, Task>? Find(SimulatedRequest request) =>
        wire.AnswerFollowUp(request) is { } answer ? context => ReplyStream.WriteAsync(context, answer)
            : kept.TryGetValue(request.Path, out var called) ? context => ReplyStream.WriteAsync(context, called.Reply, called.Fault)
            : null;
}
