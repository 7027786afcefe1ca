namespace CodexFuncGateway.Encodings.Zstandard;

/// <summary>Where a decoder stands in its table.</summary>
internal struct FseState
{
    private readonly FseTable table;
    private uint state;

    public FseState(FseTable table, ref BackwardBits bits)
    {
        this.table = table;
        state = bits.Read(table.Accuracy);
    }

    public readonly byte Symbol => table[state].Symbol;

    public void Update(ref BackwardBits bits)
    {
        ref readonly var entry = ref table[state];
        state = entry.Baseline + bits.Read(entry.Bits);
    }
}
