namespace CodexFuncGateway.Translation;

/// <summary>Looks through one reply before it is told.</summary>
internal interface IReplyFilter
{
    /// <summary>Takes one part of the reply and gives those that are to be told.</summary>
    IEnumerable<ReplyPart> Accept(ReplyPart part);

    /// <summary>What is left to tell when nothing more comes; at least how much was produced that will not be told.</summary>
    IEnumerable<ReplyPart> End();
}
