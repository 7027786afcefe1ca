namespace CodexFuncGateway.Simulators;

/// <summary>A request that the real service would take, but that a scripted session cannot go on from.</summary>
public sealed class ScriptViolationException : Exception
{
    public ScriptViolationException()
    {
    }

    public ScriptViolationException(string message)
        : base(message)
    {
    }

    public ScriptViolationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
