using System.IO.Pipelines;

namespace CodexFuncGateway.Pipeline;

/// <summary>The client's side of a call. Until <see cref="Start"/> is called an error can still be answered with a status of its own.</summary>
public interface IClientReply
{
    bool HasStarted { get; }

    /// <summary>Where the body goes.</summary>
    PipeWriter Body { get; }

    /// <summary>What the client is to show with the turn's next request; told with the head, if that has not gone out before.</summary>
    string? TurnState { get; set; }

    /// <summary>Commits to status 200 and the content type.</summary>
    void Start(string contentType);
}
