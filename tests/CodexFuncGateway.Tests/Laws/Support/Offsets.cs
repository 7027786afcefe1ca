namespace CodexFuncGateway.Tests.Laws.Support;

/// <summary>Where to cut a reply: everywhere in a fixture, and in a recording at as many places as time allows, always the same ones.</summary>
internal static class Offsets
{
    /// <summary>Bytes that may be read again and again for one recording and one law; keeps the suite under a minute.</summary>
    private const int Budget = 700_000;

    /// <summary>Every offset of a fixture; a sample of a recording's.</summary>
    public static IEnumerable<int> Of(Recording recording) => Sample(recording, Enumerable.Range(1, Math.Max(0, recording.Body.Length - 1)).ToArray());

    /// <summary>These offsets for a fixture; a sample of them, with the first and the last few, for a recording.</summary>
    public static IEnumerable<int> Sample(Recording recording, IReadOnlyList<int> offsets)
    {
        var most = Math.Max(12, Budget / Math.Max(1, recording.Body.Length));
        var step = recording.IsFixture ? 1 : Math.Max(1, (offsets.Count + most - 1) / most);
        return offsets.Where((_, index) => index % step == 0 || index < 3 || index >= offsets.Count - 4);
    }
}
