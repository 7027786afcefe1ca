namespace CodexFuncGateway.Simulators;

/// <summary>A wire on which the first answer is only a ticket: the reply itself, and what becomes of it, are asked for by requests of their own.</summary>
public interface ITicketedWire : ISimulatedWire
{
    /// <summary>The ticket for a reply, which is kept until it is called for below the given address.</summary>
    Ticket WriteTicket(SimulatedReply reply, NumberedStep step, string address);

    /// <summary>The answer to a request that follows up a ticket; null for one that does not, and for one that calls for the reply itself.</summary>
    Rejection? AnswerFollowUp(SimulatedRequest request);
}
