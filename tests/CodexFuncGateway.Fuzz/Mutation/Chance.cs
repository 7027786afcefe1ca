namespace CodexFuncGateway.Fuzz.Mutation;

/// <summary>Decisions that come out the same for the same seed.</summary>
/// <param name="seed">Null where nothing is to be changed at all.</param>
internal sealed class Chance(int? seed)
{
#pragma warning disable CA5394 // Nothing here is to be secret; it is to come out the same again.
    private readonly Random random = new(seed ?? 0);

    /// <summary>Leaves everything as it is.</summary>
    public static Chance None => new(null);

    public int Below(int bound) => seed is null ? 0 : random.Next(bound);
#pragma warning restore CA5394

    public bool OneIn(int times) => seed is not null && Below(times) == 0;

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];
}
