namespace CodexFuncGateway.Bench.Load;

/// <summary>What one load on one target came to.</summary>
/// <param name="Requests">Replies followed to their end.</param>
/// <param name="Seconds">From the first request to the end of the last reply.</param>
/// <param name="FirstDeltaMilliseconds">Median time from sending a request to its first delta.</param>
/// <param name="ProcessorSeconds">Processor time that the target's process took meanwhile.</param>
internal sealed record LoadResult(int Requests, double Seconds, double FirstDeltaMilliseconds, double ProcessorSeconds)
{
    public double RequestsPerSecond => Requests / Seconds;

    public double ProcessorMillisecondsPerRequest => 1000 * ProcessorSeconds / Requests;
}
