namespace CodexFuncGateway.Local;

/// <summary>The host cannot start, for a reason its user can remove; the message is a sentence for that person.</summary>
public sealed class LocalHostException(string message, Exception? innerException = null) : Exception(message, innerException);
