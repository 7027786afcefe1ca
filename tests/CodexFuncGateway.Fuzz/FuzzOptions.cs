using System.Globalization;

namespace CodexFuncGateway.Fuzz;

/// <summary>What the command line may say.</summary>
/// <param name="Seed">Decides all that is random; a case is the same wherever and whenever its seed and number are.</param>
/// <param name="First">The number of the first case.</param>
internal sealed record FuzzOptions(int Seed, int First, int Count)
{
    public const string Usage = "options: --seed <n>  --count <n>  --only <number of a case>";

    public static FuzzOptions Usual { get; } = new(Seed: 6, First: 0, Count: 100_000);

    /// <exception cref="FormatException">It says something else.</exception>
    public static FuzzOptions Read(ReadOnlySpan<string> arguments) => arguments switch
    {
        [] => Usual,
        ["--seed", var seed, .. var rest] => Read(rest) with { Seed = Number(seed) },
        ["--count", var count, .. var rest] => Read(rest) with { Count = Number(count) },
        ["--only", var number, .. var rest] => Read(rest) with { First = Number(number), Count = 1 },
        _ => throw new FormatException(Usage),
    };

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
