namespace CodexFuncGateway.Errors;

/// <summary>Carries a <see cref="GatewayError"/> past layers that have nothing to say about it.</summary>
public sealed class GatewayException(GatewayError error, Exception? innerException = null) : Exception(error.Message, innerException)
{
    public GatewayException(ErrorKind kind, string message)
        : this(new GatewayError(kind, message))
    {
    }

    public GatewayError Error => error;

    /// <summary>The step in which it happened, under the name that spans and logs use; null outside the eight steps.</summary>
    public string? Step { get; set; }
}
