using CodexFuncGateway.Translation.Output;

namespace CodexFuncGateway.Translation;

/// <summary>The items of a reply in their order. At most one of them takes all that comes; calls and searches are open beside it, and may overlap.</summary>
internal sealed class OutputItems
{
    private readonly List<OutputItem> items = [];

    public IReadOnlyList<OutputItem> All => items;

    public int Count => items.Count;

    /// <summary>The item that takes what comes.</summary>
    public OutputItem? Open { get; private set; }

    /// <summary>Bytes of text in all of them.</summary>
    public int TextLength => items.Sum(item => item.TextLength);

    /// <summary>Begins an item that takes what comes until another begins.</summary>
    public T Begin<T>(T item)
        where T : OutputItem
    {
        Add(item);
        Open = item;
        return item;
    }

    /// <summary>Begins an item that is told apart from all others.</summary>
    public void Add(OutputItem item)
    {
        CloseOpen("completed"u8);
        items.Add(item);
        item.Open();
    }

    public void CloseOpen(ReadOnlySpan<byte> status)
    {
        Open?.Close(status);
        Open = null;
    }

    /// <summary>Forgets what never came to its end.</summary>
    public void RemoveUnfinished() => items.RemoveAll(item => item.IsOpen);

    /// <summary>The texts of the messages before this one.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> TextsBefore(MessageOutput message) =>
        items.OfType<MessageOutput>().TakeWhile(earlier => earlier != message).Select(earlier => earlier.Text);
}
