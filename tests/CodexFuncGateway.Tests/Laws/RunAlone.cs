namespace CodexFuncGateway.Tests.Laws;

/// <summary>
/// The laws keep a processor busy for a minute; they run alone, so that tests which wait for each other's threads are not starved. What sets variables of
/// the whole process is among them.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RunAlone
{
    public const string Name = "laws";
}
