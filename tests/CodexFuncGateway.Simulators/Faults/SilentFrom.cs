namespace CodexFuncGateway.Simulators.Faults;

/// <summary>The point from which a simulator says nothing.</summary>
public enum SilentFrom
{
    TheStart,
    AfterTheHeaders,
}
