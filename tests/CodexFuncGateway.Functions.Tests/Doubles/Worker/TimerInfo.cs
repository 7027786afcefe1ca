namespace Microsoft.Azure.Functions.Worker;

/// <summary>Stands for what a timer tells of its run.</summary>
public sealed class TimerInfo
{
    public bool IsPastDue { get; set; }
}
